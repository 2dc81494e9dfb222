"""Why a file or a row is not taken: the error that refuses a file, and every listed reason key."""

from ailaget.errors import AilagetError

ROW_REASONS = (
    "ambiguous_time",
    "area_columns_disagree",
    "blank_area",
    "blank_municipality",
    "blank_region",
    "code_and_name_disagree",
    "column_of_counties",
    "county_not_municipality",
    "county_or_municipality",
    "damaged_text",
    "danish_row",
    "finnish_row",
    "foreign_code",
    "norwegian_row",
    "municipality_not_region",
    "no_answers",
    "no_time",
    "region_columns_disagree",
    "repeated_heading",
    "repeated_municipality",
    "short_code",
    "too_many_cells",
    "total_row",
    "trial_answer",
    "unknown_area",
    "unknown_municipality",
    "unknown_region",
    "unreadable_time",
)
"""Why a whole row is held back."""

VALUE_REASONS = (
    "ambiguous_number",
    "code_and_text_disagree",
    "columns_disagree",
    "exceeds_other_question",
    "exclusive_option",
    "not_a_number",
    "not_an_integer",
    "out_of_range",
    "parts_exceed_whole",
    "rows_disagree",
    "too_many_choices",
    "unclear_number",
    "unknown_choice",
)
"""Why a single answer is not taken, though the rest of its row is."""

WARNING_REASONS = (
    "large_change",
    "large_fall",
    "many_for_its_size",
    "parts_below_whole",
)
"""Why an answer is taken with a mark; the codebook's checks name them."""

WAVE_REASONS = (
    "column_says_other_wave",
    "future_wave",
    "name_says_other_wave",
)
"""Why a file's wave should be looked at once more, though the file is taken."""

REFUSALS = (
    "ambiguous_wave",
    "bad_wave",
    "broken_quotes",
    "broken_workbook",
    "date_is_no_wave",
    "empty_file",
    "has_macros",
    "is_archive",
    "is_binary",
    "is_encrypted",
    "is_html",
    "is_image",
    "is_json",
    "is_old_excel",
    "is_opendocument",
    "is_pdf",
    "is_xlsb",
    "line_too_long",
    "no_rows",
    "no_wave",
    "not_a_survey",
    "null_bytes",
    "respondents_unclear",
    "several_waves",
    "too_large",
    "too_many_cells",
    "too_many_columns",
    "too_many_rows",
    "unknown_sheet",
    "unpacks_too_large",
)
"""Why a whole file is refused."""


class LoadRefused(AilagetError):
    """A file that cannot be taken at all; its words live under `errors.load.<reason>`."""

    def __init__(self, reason: str, **params: object) -> None:
        self.reason = reason
        super().__init__(f"load.{reason}", **params)
