"""The public checking page: valid, not valid or withdrawn, and nothing else (safety 5, AB06)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from casework.access.throttle import Limit, over_limit

from .forms import CodeForm, FileForm
from .hashing import HashedFile, HashOnly
from .queries import Answer, ask_by_code, ask_by_digest

TRIES = Limit("verify", "10/h")


@csrf_exempt  # only until the upload handler is set: `_check` demands the token
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Answer for a code or a file, ten times an hour for each address."""
    if request.method != "POST":
        return _page(request)
    wait = over_limit(request, TRIES)
    if wait:
        response = _page(request, too_many=-(-wait // 60), status=429)
        response["Retry-After"] = str(wait)
        return response
    request.upload_handlers = [HashOnly(request)]
    return _check(request)


@csrf_protect
def _check(request: HttpRequest) -> HttpResponse:
    if "code" in request.POST:
        form = CodeForm(request.POST)
        if form.is_valid():
            return _page(request, answer=ask_by_code(form.cleaned_data["code"]))
        return _page(request, code_form=form)
    file_form = FileForm(request.POST, request.FILES)
    if file_form.is_valid():
        sent = file_form.cleaned_data["file"]
        assert isinstance(sent, HashedFile)
        return _page(request, answer=ask_by_digest(sent.digest), file_form=file_form)
    return _page(request, file_form=file_form)


def _page(
    request: HttpRequest,
    *,
    answer: Answer | None = None,
    code_form: CodeForm | None = None,
    file_form: FileForm | None = None,
    too_many: int = 0,
    status: int = 200,
) -> HttpResponse:
    """Give the page. What was asked is never repeated in it: only the answer."""
    context = {
        "answer": answer,
        "by_file": file_form is not None,
        "code_form": code_form or CodeForm(),
        "file_form": file_form or FileForm(),
        "too_many": too_many,
    }
    response = render(request, "documents/check.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"  # "no-referrer" would make our own form refused
    return response
