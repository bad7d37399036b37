"""What every page's shell needs."""

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """Give the principal to the templates."""
    return {"principal": getattr(request, "principal", None)}
