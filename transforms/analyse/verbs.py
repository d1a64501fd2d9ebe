"""The dictionary form of a verb or noun that attributes, by its letters alone."""

import re
from functools import cache

from transforms.analyse.lexicons import lines

#: Forms that no rule gives.
_IRREGULAR = """
am is are was were been being 's 're ’s ’re=be|has had having 've ’ve=have|does did done doing=do
said=say|told=tell|wrote written=write|thought=think|knew known=know|felt=feel|found=find
held=hold|upheld=uphold|withheld=withhold|saw seen=see|foresaw foreseen=foresee|gave given=give
made=make|took taken=take|mistook mistaken=mistake|spoke spoken=speak|got gotten=get|heard=hear
meant=mean|kept=keep|left=leave|sent=send|shown=show|swore sworn=swear|understood=understand
misunderstood=misunderstand|brought=bring|went gone=go|came=come|became=become|ran=run
began begun=begin|forgot forgotten=forget|drew drawn=draw|withdrew withdrawn=withdraw|laid=lay
paid=pay|led=lead|misled=mislead|stood=stand|sought=seek|won=win|shot=shoot|struck=strike
threw thrown=throw|broke broken=break|spent=spend|sold=sell|bought=buy|caught=catch|fought=fight
rose risen=rise|grew grown=grow|chose chosen=choose|drove driven=drive|fell fallen=fall|lost=lose
met=meet|sat=sit|taught=teach|built=build|dealt=deal|sang sung=sing|lit=light|tore torn=tear
foretold=foretell|retold=retell|rewrote rewritten=rewrite|shook shaken=shake|wept=weep|lying=lie
spelt=spell|learnt=learn|leant=lean|dreamt=dream|spun=spin|series=series|news=news
slung=sling|bore borne=bear
"""

#: An ending, and what may stand in its place, the likeliest first.
_ENDINGS = (("ies", ("y", "ie")), ("ied", ("y", "ie")), ("es", ("e", "")), ("s", ("",)))
_PAST = (("ed", ("", "e")), ("ing", ("", "e")))
_DOUBLED = re.compile(r"(.*[aeiou])([bdgkmnprt])\2")
#: What ends a stem that has lost an `e`: `announc`, `alleg`, `believ`, `realiz`, `stat`, `cit`.
_NEEDS_E = re.compile(
    r".*(?:[cguvz]|[^aeioul]l|[aeiouy].*[^eo]at|[nr]s|[aeo]s|.[iu]r|[^aeiou](?:id|od|ud|ul|ot|ut|in))"
    r"|[^aeiou]*[aeiou][^aeiouwxy]"
)


@cache
def dictionary_form(word: str) -> str:
    """The dictionary form of an inflected verb or a plural, lower case.

    A form that is not listed (`verbs.txt`) is taken apart by the rules of spelling.
    """
    low = word.lower()
    if low in _irregular():
        return _irregular()[low]
    if low in _listed() or len(low) <= 3:
        return low
    for ending, others in (*_ENDINGS, *_PAST):
        if low.endswith(ending):
            stem = low[: -len(ending)]
            doubled = _DOUBLED.fullmatch(stem) if (ending, others) in _PAST else None
            forms = [stem + other for other in others]
            if doubled is not None:
                forms.append(stem[:-1])
            for form in forms:
                if form in _listed():
                    return form
            return _guess(low, ending, stem, doubled is not None)
    return low


def _guess(word: str, ending: str, stem: str, doubled: bool) -> str:
    """The form of a word that is not listed."""
    if not re.search(r"[aeiouy]", stem) or (ending == "s" and stem[-1] in "su"):
        return word  # `bring`, `less`, `status`
    if ending in ("ies", "ied"):
        return stem + "y"
    if ending == "es":
        return stem if re.search(r"(?:[sxz]|[cs]h|o)$", stem) else stem + "e"
    if ending == "s":
        return stem
    if doubled:
        return stem[:-1]
    return stem + "e" if _NEEDS_E.fullmatch(stem) else stem


def is_listed(form: str) -> bool:
    """Whether the dictionary form is one of the verbs that attribute, or that lead up to one."""
    return form in _listed()


@cache
def _irregular() -> dict[str, str]:
    pairs = (line.split("=") for line in re.split(r"[|\n]", _IRREGULAR) if line)
    return {form: base for forms, base in pairs for form in forms.split()}


@cache
def _listed() -> frozenset[str]:
    return frozenset(word for line in lines("verbs.txt") for word in line.split())
