# SPDX-License-Identifier: MIT
"""The names of months and of days of the week, in the languages sources are written in, as they stand in dates."""

from __future__ import annotations

_NAMES = (
    """january jan январь января студзень студзеня січень січня januar jänner janvier enero gennaio janeiro
        styczeń stycznia januari leden ledna ocak ianuarie януари јануар január ιανουαρίου ιανουάριος يناير""",
    """february feb февраль февраля люты лютага лютий лютого februar feber février fevrier febrero febbraio
        fevereiro luty lutego februari únor února şubat februarie февруари фебруар február φεβρουαρίου
        φεβρουάριος فبراير""",
    """march mar март марта сакавік сакавіка березень березня märz maerz mars marzo março marco marzec marca
        maart březen března mart marts martie március μαρτίου μάρτιος مارس""",
    """april apr апрель апреля красавік красавіка квітень квітня avril abril aprile kwiecień kwietnia duben
        dubna nisan aprilie април április απριλίου απρίλιος أبريل""",
    """may май мая травень траўня травня mai mayo maggio maio maj maja mei květen května mayıs május μαΐου
        μάιος مايو""",
    """june jun июнь июня чэрвень чэрвеня червень червня juni juin junio giugno junho czerwiec czerwca červen
        června haziran iunie juna јун июни јуни június ιουνίου ιούνιος يونيو""",
    """july jul июль июля ліпень ліпеня липень липня juli juillet julio luglio julho lipiec lipca červenec
        července temmuz iulie јул юли јули július ιουλίου ιούλιος يوليو""",
    """august aug август августа жнівень жніўня серпень серпня août aout agosto sierpień sierpnia augustus
        srpen srpna ağustos augusti аугуст augusztus αυγούστου αύγουστος أغسطس""",
    """september sept sep сентябрь сентября верасень верасня вересень вересня septembre septiembre setiembre
        settembre setembro wrzesień września září eylül septembrie септември септембар szeptember σεπτεμβρίου
        σεπτέμβριος سبتمبر""",
    """october oct октябрь октября кастрычнік кастрычніка жовтень жовтня oktober octobre octubre ottobre
        outubro październik października říjen října ekim octombrie октомври октобар október οκτωβρίου
        οκτώβριος أكتوبر""",
    """november nov ноябрь ноября лістапад лістапада листопад листопада novembre noviembre novembro listopad
        listopada listopadu kasım noiembrie ноември новембар νοεμβρίου νοέμβριος نوفمبر""",
    """december dec декабрь декабря снежань снежня грудень грудня dezember décembre decembre diciembre dicembre
        dezembro grudzień grudnia prosinec prosince aralık desember decembrie декември децембар δεκεμβρίου
        δεκέμβριος ديسمبر""",
)
"""The months, in English, Russian, Belarusian, Ukrainian, German, French, Spanish, Italian, Portuguese, Polish, Dutch,
Czech, Swedish, Danish, Norwegian, Turkish, Romanian, Bulgarian, Serbian, Hungarian, Greek and Arabic: the names and
the forms that stand in dates. No form means different months in two of these languages."""

_ENGLISH = [names.split()[0] for names in _NAMES]
_CROATIAN = """siječanj siječnja veljača veljače ožujak ožujka travanj travnja svibanj svibnja lipanj lipnja srpanj
    srpnja kolovoz kolovoza rujan rujna listopad listopada studeni studenoga prosinac prosinca"""

_WEEKDAYS = """monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag
    lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica
    понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок середа п’ятниця субота неділя
    панядзелак аўторак серада чацвер пятніца нядзеля poniedziałek wtorek środa czwartek piątek sobota niedziela
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag pondělí úterý středa čtvrtek pátek neděle"""

MONTHS = {name.casefold(): number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
"""The numbers of months by name, case-folded."""

DIFFERENT = {name: _ENGLISH[place // 2] for place, name in enumerate(_CROATIAN.split())}
"""The Croatian names of months, some of which are other months elsewhere, in English."""

SPEAK_CROATIAN = frozenset({"hr", "bs"})

WEEKDAYS = frozenset(map(str.casefold, _WEEKDAYS.split()))
"""The names of days of the week, case-folded."""
