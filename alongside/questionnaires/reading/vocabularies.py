"""The words of ordered answers: agreement, satisfaction, ease, likelihood, frequency, bands of age.

An answer such as "Tend to disagree" is an adverb and a core word with a direction. A set of answers is a
scale when they share one core pair and stand at different points of it. Pure functions over texts.
"""

import re
from collections.abc import Iterable, Sequence

_PAIRS: tuple[tuple[str, str], ...] = (
    ("agree", "disagree"),
    ("satisfied", "dissatisfied|unsatisfied"),
    ("likely", "unlikely"),
    ("easy", "difficult|hard"),
    ("easily", "with difficulty"),
    ("important", "unimportant"),
    ("good|well", "poor|bad|poorly|badly"),
    ("useful", "useless"),
    ("helpful", "unhelpful"),
    ("support|supportive|in favour", "oppose|opposed|against|unsupportive"),
    ("confident", "unconfident"),
    ("clear", "unclear"),
    ("happy|pleased", "unhappy|displeased"),
    ("safe", "unsafe"),
    ("accessible", "inaccessible"),
    ("comfortable", "uncomfortable"),
    ("concerned|worried|anxious", "unconcerned|relaxed"),
    ("effective", "ineffective"),
    ("positive|positively", "negative|negatively"),
    ("better|improved|increase|increased|more", "worse|worsened|decrease|decreased|less"),
    ("acceptable", "unacceptable"),
    ("familiar", "unfamiliar"),
    ("valuable", "worthless"),
    ("relevant", "irrelevant"),
    ("interested", "uninterested"),
    ("welcome|welcoming", "unwelcome|unwelcoming"),
    ("informed|aware", "uninformed|unaware"),
    ("involved|included", "excluded"),
    ("convenient", "inconvenient"),
    ("reasonable|fair", "unreasonable|unfair"),
    ("appropriate|suitable", "inappropriate|unsuitable"),
    ("friendly", "unfriendly"),
    ("respected|listened to|valued", "ignored"),
    ("clean", "dirty"),
    ("affordable", "unaffordable"),
    ("priority", "low priority"),
    ("active", "inactive"),
    ("connected", "lonely|isolated"),
    ("trust", "distrust"),
    ("often|frequently", "rarely|seldom"),
)
_STRENGTH = {
    "extremely": 4.0, "completely": 4.0, "totally": 4.0, "entirely": 4.0, "fully": 4.0, "strongly": 3.5,
    "a lot": 3.2, "much": 3.2, "very": 3.0, "really": 3.0, "definitely": 3.0, "highly": 3.0, "broadly": 2.0,
    "": 2.5, "mostly": 2.2, "mainly": 2.2, "generally": 2.2, "probably": 1.8, "tend to": 1.5, "quite": 1.5,
    "fairly": 1.5, "moderately": 1.3, "reasonably": 1.3, "somewhat": 1.0, "partly": 1.0, "partially": 1.0,
    "slightly": 0.8, "a little": 0.8, "a bit": 0.8, "not very": -1.5, "not so": -1.2, "not that": -1.2,
    "not particularly": -1.2, "not really": -1.5, "not": -2.0, "not at all": -4.0, "never": -4.0,
}  # fmt: skip
_ADVERBS = sorted((word for word in _STRENGTH if word), key=len, reverse=True)
_MIDDLE = re.compile(
    r"(neither\b.*|neutral|undecided|mixed( feelings)?|average|ok(ay)?|the same|about the same|no change|"
    r"no difference|stayed the same|unchanged|indifferent|no strong (view|feeling)s?|no preference|"
    r"in the middle|neither)\Z"
)
_LISTS: tuple[tuple[str, ...], ...] = (
    ("excellent", "outstanding", "very good", "good", "average|ok|okay|satisfactory|acceptable|adequate", "fair",
     "requires improvement", "poor", "very poor|bad", "very bad", "terrible|inadequate|unacceptable|extremely poor"),
    ("always|all of the time|all the time", "almost always|nearly always", "usually|most of the time|very often|mostly",
     "often|frequently|regularly", "sometimes|some of the time|occasionally", "not often|a little of the time",
     "rarely|seldom|hardly ever", "never|none of the time|not at all"),
    ("several times a day|more than once a day", "every day|daily|once a day|at least once a day", "most days|almost every day",
     "a few times a week|several times a week|2 or 3 times a week|two or three times a week|2-3 times a week",
     "weekly|once a week|every week|at least once a week|about once a week|once a week or more", "a few times a month|2 or 3 times a month|two or three times a month",
     "fortnightly|every two weeks|every 2 weeks|once a fortnight",
     "monthly|once a month|every month|at least once a month|about once a month|once a month or more", "every few months|every 2-3 months|every couple of months|quarterly|once every 3 months|once every few months",
     "a few times a year|several times a year|twice a year|every six months|every 6 months", "yearly|once a year|every year|annually|at least once a year",
     "less than once a month|less often|less than once a year|less frequently|hardly ever|rarely", "never|not at all"),
    ("a great deal|a huge amount|completely", "a lot|a fair amount|quite a lot", "to some extent|a moderate amount|some|somewhat|moderately|partly",
     "a little|not very much|not much|only a little|slightly|to a small extent", "not at all|none|nothing|none at all"),
    ("to a great extent|to a very great extent|to a large extent|completely", "to a moderate extent", "to some extent", "to a small extent|to a limited extent",
     "not at all|to no extent"),
    ("far too much|much too long", "too much|too long|too many|too fast|too high", "about right|just right|the right amount", "too little|too short|too few|too slow|too low",
     "far too little|much too short"),
    ("very high", "high", "medium|moderate|middling", "low", "very low", "none"),
    ("essential|critical|vital|must have", "very important|high priority", "important|medium priority|should have", "nice to have|low priority|could have",
     "not important|not a priority|not needed"),
    ("much better|a lot better|much improved", "better|slightly better|a little better|somewhat better|a bit better", "about the same|the same|no change|no different|stayed the same",
     "worse|slightly worse|a little worse|somewhat worse|a bit worse", "much worse|a lot worse"),
    ("exceeded expectations", "met expectations", "below expectations"),
    ("definitely", "probably", "possibly|maybe", "probably not", "definitely not"),
    ("certain", "probable", "possible", "improbable", "impossible"),
    ("very severe", "severe", "moderate", "mild", "none"),
)  # fmt: skip
_YES_NO_LISTS: tuple[tuple[str, ...], ...] = (
    ("yes, a lot|yes, limited a lot", "yes, a little|yes, limited a little", "no|not at all|no, not limited at all"),
    ("yes, definitely|yes definitely|yes, completely|yes completely|yes, always|yes, fully", "yes, mostly|yes, i think so|yes, probably",
     "yes, to some extent|yes to some extent|to some extent|yes, partly|partly|yes, sometimes|yes, somewhat", "no, not really|not really", "no|no, not at all|no, definitely not|no, never"),
)  # fmt: skip
NON_ANSWERS = re.compile(
    r"(i )?(do not|don'?t) know.*|(i('| a)m )?(not sure|unsure).*|not applicable.*|n/?a|n\.a\.|does not apply.*|doesn'?t apply.*|"
    r"(i('d| would) )?(prefer|rather|would prefer) not to (say|answer).*|no opinion|no answer|not answered|can'?t say.*|"
    r"cannot say.*|(i )?(can'?t|cannot|do not|don'?t) remember.*|no view|not relevant.*|have not used.*|haven'?t used.*|never used.*|"
    r"no experience.*|refused|declined.*|unknown|not stated|skipped"
)
_NUMBER_FIRST = re.compile(r"(\d{1,2})\s*(?:[-–—=:.)]\s*|\()(\D.*)\Z")
_BAND = re.compile(
    r"(?P<under>under|less than|below|up to|fewer than|younger than|<)?\s*[£$€]?(?P<low>\d[\d,]*)k?\s*"
    r"(?:(?P<over>\+|or (?:over|more|older|above)|and (?:over|above|older)|plus)|"
    r"(?:-|–|—|to|and)\s*(?:under\s*)?[£$€]?(?P<high>\d[\d,]*)k?)?\s*"
    r"(?:years?|yrs?|employees|people|staff|miles?|minutes?|mins|hours?|days?|weeks?|months?|km|times|children|a week|a month|"
    r"years? old|or (?:over|more|older|above)|or (?:under|less|younger|fewer)|old|ago| )*\Z"
)
_OVER = re.compile(r"(over|more than|above|older than|>)\s*")


def normal(text: str) -> str:
    """The text for comparing: lower case, one space, no mark at the end."""
    return " ".join(text.casefold().replace("’", "'").split()).strip(" .!;:*")


def is_non_answer(text: str) -> bool:
    """Whether an answer says that there is none: "Don't know", "Not applicable", "Prefer not to say"."""
    return NON_ANSWERS.fullmatch(normal(text).replace("(", "").replace(")", "")) is not None


def scale_order(values: Iterable[str]) -> list[str] | None:
    """The answers in the order of their scale (best first as written in scales), or None.

    Answers that say there is none stay out of the test and come last.
    """
    kept, aside = _apart(values)
    if not 2 <= len(kept) <= 12:
        return None
    points = _numbered_points(kept) or _pair_points(kept) or _list_points(kept, _LISTS)
    return _ordered(points, aside) if points else None


def yes_no_order(values: Iterable[str]) -> list[str] | None:
    """The order of "Yes, definitely; Yes, to some extent; No", which is half a choice and half a scale."""
    kept, aside = _apart(values)
    points = _list_points(kept, _YES_NO_LISTS) if 2 <= len(kept) <= 6 else None
    return _ordered(points, aside) if points else None


def band_order(values: Iterable[str]) -> list[str] | None:
    """The order of bands such as "Under 18", "18 to 24", "75 or over", or None."""
    kept, aside = _apart(values)
    points: dict[str, float] = {}
    for value in kept:
        text = normal(value)
        over = _OVER.match(text)
        match = _BAND.match(text[over.end() :] if over else text)
        if match is None:
            return None
        low = float(match["low"].replace(",", ""))
        under = match["under"] or re.search(r"or (under|less|younger|fewer)", text)
        points[value] = low + (0.5 if over or match["over"] else -0.5 if under else 0.0)
    banded = any(re.search(r"\d\D+\d|under|over|less|more|\+|up to|below|above", normal(v)) for v in kept)
    if len(points) < 2 or not banded or len(set(points.values())) < len(points):
        return None
    return _ordered({value: -point for value, point in points.items()}, aside)


def _apart(values: Iterable[str]) -> tuple[list[str], list[str]]:
    kept: list[str] = []
    aside: list[str] = []
    for value in values:
        (aside if is_non_answer(value) else kept).append(value)
    return kept, aside


def _ordered(points: dict[str, float], aside: Sequence[str]) -> list[str]:
    return [*sorted(points, key=lambda value: -points[value]), *sorted(aside)]


def _numbered_points(values: Sequence[str]) -> dict[str, float] | None:
    """ "1 - Very poor", 2, 3, "5 - Very good": points that carry their number, lowest first."""
    points: dict[str, float] = {}
    worded = 0
    for value in values:
        match = _NUMBER_FIRST.match(value.strip())
        if match:
            worded += 1
            points[value] = -float(match[1])
        elif value.strip().isdecimal() and len(value.strip()) <= 2:
            points[value] = -float(value)
        else:
            return None
    whole = [-int(point) for point in points.values()]
    if not worded or max(whole) > 10 or len(set(whole)) < len(whole):
        return None
    texts = [match[2] for value in values if (match := _NUMBER_FIRST.match(value.strip()))]
    if worded == len(values) and len(texts) > 2 and not (_pair_points(texts) or _list_points(texts, _LISTS)):
        return None  # a numbered list of options, not a scale
    return points


def _pair_points(values: Sequence[str]) -> dict[str, float] | None:
    for positive, negative in _PAIRS:
        points: dict[str, float] = {}
        directed = 0
        for value in values:
            point = _point(normal(value), positive, negative)
            if point is None:
                break
            points[value] = point
            directed += point != 0
        else:
            if directed and len(set(points.values())) >= 2 and _graded(values, points):
                return points
    return None


def _graded(values: Sequence[str], points: dict[str, float]) -> bool:
    """A lone pair of bare words ("More", "Less") is a choice; with degrees or "agree" it is a scale."""
    return len(points) > 2 or any(" " in normal(value) or "agree" in normal(value) for value in values)


def _point(text: str, positive: str, negative: str) -> float | None:
    """Where an answer stands between two poles, from -4 to 4, or None where it does not belong."""
    if _MIDDLE.match(text):
        return 0.0
    text = re.sub(r"\bnot (.+) at all\b", r"not at all \1", text)
    strength, sign = _STRENGTH[""], 1.0
    for adverb in _ADVERBS:
        if text.startswith(adverb + " "):
            strength, text = _STRENGTH[adverb], text[len(adverb) + 1 :]
            break
    text = re.sub(r"^(in |to )?(?=in favour)", "", text)
    if re.fullmatch(rf"(?:{positive})(?: (?:with .*|the .*|of .*|about .*|it|this))?", text):
        sign = 1.0
    elif re.fullmatch(rf"(?:{negative})(?: (?:with .*|the .*|of .*|about .*|it|this))?", text):
        sign = -1.0
    else:
        return None
    return sign * strength


def _list_points(values: Sequence[str], lists: Sequence[Sequence[str]]) -> dict[str, float] | None:
    for words in lists:
        places = {form: -float(place) for place, forms in enumerate(words) for form in forms.split("|")}
        points = {value: places[normal(value)] for value in values if normal(value) in places}
        if len(points) == len(values) and len(set(points.values())) >= 2:
            return points
    return None


def scale_sides(values: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The answers on each side of a scale such as agree to disagree; both empty for other scales."""
    kept, _aside = _apart(values)
    points = _pair_points(kept) or {}
    positive = frozenset(value for value, point in points.items() if point > 0)
    negative = frozenset(value for value, point in points.items() if point < 0)
    return (positive, negative) if positive and negative else (frozenset(), frozenset())
