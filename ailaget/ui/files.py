"""Files to take away and slides to show, by link: what makes one comes when one is asked for.

Late, because what writes slides, workbooks, documents and pictures takes longer to import than all
that a page needs, and holds as much memory: the first page is not to wait for it.
"""

from starlette.requests import Request
from starlette.responses import Response


def exported_file(request: Request) -> Response:
    """Serve a chart or a table."""
    from ailaget.ui.downloads import exported_file

    return exported_file(request)


def dump_file(request: Request) -> Response:
    """Serve a whole wave."""
    from ailaget.ui.dump_file import dump_file

    return dump_file(request)


def frozen_file(request: Request) -> Response:
    """Serve a picture as a meeting has frozen it."""
    from ailaget.ui.meeting.frozen_file import frozen_file

    return frozen_file(request)


def report_file(request: Request) -> Response:
    """Serve a report."""
    from ailaget.ui.report.files import report_file

    return report_file(request)


def template_file(request: Request) -> Response:
    """Serve the survey as an Excel file."""
    from ailaget.ui.upload.survey_files import template_file

    return template_file(request)


def codebook_file(request: Request) -> Response:
    """Serve the survey's questions to print."""
    from ailaget.ui.upload.survey_files import codebook_file

    return codebook_file(request)


def minutes_file(request: Request) -> Response:
    """Serve a meeting's minutes."""
    from ailaget.ui.meeting.minutes_file import minutes_file

    return minutes_file(request)


def plan_file(request: Request) -> Response:
    """Serve a municipality's plan, or the poster of the path."""
    from ailaget.ui.getting_started.plan_file import plan_file

    return plan_file(request)


def embedded_chart(request: Request) -> Response:
    """Serve a chart for somebody else's frame."""
    from ailaget.ui.embed import embedded_chart

    return embedded_chart(request)


def preview_picture(request: Request) -> Response:
    """Serve the picture of a page's link, for where the link is shared."""
    from ailaget.ui.downloads import preview_picture

    return preview_picture(request)


def presentation(request: Request) -> Response:
    """Serve a meeting on the projector."""
    from ailaget.ui.meeting.presentation import presentation

    return presentation(request)
