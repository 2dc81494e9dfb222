"""What the open data consists of: one record of each kind, as JSON has it.

A missing value is null, never zero; `status` says what it is due to. Labels are in Swedish and
English.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

WAVE = r"^\d{4}-\d{2}$"
DEMO = "Whether the figures are invented, for demonstration."


class Record(BaseModel):
    """One row; it is made once and not changed."""

    model_config = ConfigDict(frozen=True)


class Words(Record):
    """One text in each language."""

    sv: str
    en: str


class Status(StrEnum):
    """Whether there is a value, and if not why."""

    ok = "ok"
    dont_know = "dont_know"
    not_applicable = "not_applicable"
    unanswered = "unanswered"
    nonresponse = "nonresponse"


class Level(StrEnum):
    """What municipalities are brought together by."""

    country = "country"
    county = "county"
    skr_group = "skr_group"
    size_class = "size_class"
    area = "area"


class Wave(Record):
    """One survey that has been published."""

    wave: str = Field(pattern=WAVE, description="Year and month, YYYY-MM.")
    is_demo: bool = Field(description=DEMO)
    skr_grouping: int = Field(description="The year of SKR's grouping that the wave is told in.")
    respondents: int = Field(description="Municipalities that have answered.")
    municipalities: int = Field(description="Municipalities that were asked.")
    response_rate: float | None = Field(description="Respondents of those asked, 0 to 1.")


class Indicator(Record):
    """One figure, made of answers to open questions."""

    indicator: str
    label: Words
    caveat: Words = Field(description="What must be known to read it.")
    unit: str = Field(description="A key: share is 0 to 1, index 0 to 100.")
    decimals: int = Field(description="So many are worth showing; values come unrounded.")
    dimension: str | None
    formula: str
    questions: list[str] = Field(description="The questions that it is made of.")
    higher_is_better: bool
    version: int = Field(description="Counts its definitions.")


class Choice(Record):
    """One answer to choose."""

    choice: str
    value: float | None = Field(description="Its code; null for an option among several.")
    label: Words


class Question(Record):
    """One question of the survey."""

    question: str
    dimension: str
    kind: str
    label: Words
    wording: Words
    unit: str | None
    minimum: float | None
    maximum: float | None
    choices: list[Choice]
    visibility: str = Field(
        description="open, or aggregate: then no municipality's answer is given to anybody."
    )
    first_wave: str | None
    last_wave: str | None


class Municipality(Record):
    """One municipality as it was at a wave."""

    wave: str
    municipality: str = Field(description="The code, four digits, the first of them often zero.")
    name: str
    county: str = Field(description="The code, two digits.")
    skr_group: str
    size_class: str
    population: int | None = Field(description="Inhabitants on 31 December of population_year.")
    population_year: int | None
    has_responded: bool


class Group(Record):
    """One county, SKR group or size class, or an area of a set with boundaries of its own."""

    level: Level
    group: str = Field(
        description="The code, as municipalities have it; of an area `areas.SET.CODE`."
    )
    label: Words


class AreaSet(Record):
    """One set of areas with boundaries of its own, each made up of whole municipalities."""

    area_set: str
    title: str
    source: str = Field(description="Who has published the boundaries.")
    source_url: str
    licence: str = Field(description="On what terms the boundaries may be used.")
    read_on: str = Field(description="When they were fetched, YYYY-MM-DD.")
    areas: int
    municipalities: int = Field(description="Municipalities that belong to any area.")


class AreaMember(Record):
    """One municipality of an area: the area holds more than half of it."""

    area_set: str
    group: str = Field(description="The area, as groups have it.")
    name: str = Field(description="Of the area.")
    municipality: str
    share: float = Field(description="Of the municipality's surface that lies in the area, 0 to 1.")
    is_split: bool = Field(description="Whether a border runs through the municipality.")


class Value(Record):
    """One municipality's value of one indicator at one wave."""

    wave: str
    is_demo: bool = Field(description=DEMO)
    indicator: str
    municipality: str
    name: str
    county: str
    skr_group: str
    size_class: str
    value: float | None = Field(description="In the indicator's unit, unrounded; null for none.")
    status: Status


class GroupValue(Record):
    """One group's value of one indicator at one wave, the same as on the pages."""

    wave: str
    is_demo: bool = Field(description=DEMO)
    indicator: str
    level: Level
    group: str = Field(description="The code; SE for the country.")
    value: float | None = Field(
        description="The mean or share of those with a value; of a ratio, that of the sums."
    )
    n: int = Field(description="Municipalities with a value.")
    respondents: int = Field(description="Municipalities that have answered the wave at all.")
    municipalities: int = Field(description="Municipalities of the group that were asked.")
    response_rate: float | None = Field(description="Respondents of those asked, 0 to 1.")
    is_few: bool = Field(description="Whether it rests on too few to say anything of the group.")


class Problem(Record):
    """What was wrong, and what to do (RFC 9457)."""

    title: str
    status: int
    detail: str
