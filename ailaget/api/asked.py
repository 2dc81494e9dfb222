"""What may be asked for: each parameter by its name; one that does not exist is refused."""

from pydantic import BaseModel, ConfigDict, Field

from ailaget.api.pages import MOST, Format
from ailaget.api.records import Level

USUAL = 1000


class Asked(BaseModel):
    """Which of the records, and in what form."""

    model_config = ConfigDict(extra="forbid")

    offset: int = Field(0, ge=0, le=10**9, description="Records to pass over.")
    limit: int = Field(USUAL, ge=1, le=MOST, description="Records on a page.")
    format: Format = Field(Format.json, description="JSON, or CSV with one header.")


class OfWaves(Asked):
    """Records of waves."""

    wave: list[str] = Field([], description="Waves, YYYY-MM; the newest without any.")


class OfValues(OfWaves):
    """Municipalities' values."""

    indicator: list[str] = Field([], description="Keys of indicators; all without any.")
    municipality: list[str] = Field([], description="Codes of four digits; all without any.")
    county: list[str] = Field([], description="Codes of two digits; all without any.")
    skr_group: list[str] = Field([], description="Codes of SKR groups; all without any.")
    size_class: list[str] = Field([], description="Keys of size classes; all without any.")


class OfGroupValues(OfWaves):
    """Groups' values."""

    indicator: list[str] = Field([], description="Keys of indicators; all without any.")
    level: list[Level] = Field([], description="Kinds of groups; all without any.")
