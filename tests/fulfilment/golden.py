"""A file with a canary in every corner: hers, an aggressor's, three children's, a witness's…"""

from datetime import date

from django.utils import timezone

from casework.access.context import acting
from casework.attachments.actions import About, bring, file_document
from casework.attachments.models import Attachment
from casework.cases.act_actions import add_session
from casework.cases.models import Case
from casework.documents import actions as documents
from casework.documents.uploads import CleanFile
from casework.episodes import actions as episodes
from casework.episodes.aggressor_actions import Bond, Person, name_aggressor
from casework.episodes.vault_models import BackgroundNote
from casework.identity.run import Run
from casework.legal import duty_actions
from casework.models import ComplaintDraft, ReportingDuty
from casework.survivors.account import actions as account
from casework.survivors.actions import Contact, Identity, add_related, agree_contact, register
from casework.survivors.models import Survivor
from casework.survivors.registry import actions as registry
from casework.territory.models import Centre, CentreKind, Comuna, Institution
from casework.territory.validity import chilean_day
from tests import people
from tests.database import as_system

HERS = {
    "given": "Zunilda Canariauno", "surname": "Canariados", "second": "Canariatres",
    "social": "Zuni Canariacuatro", "run": "44.444.444-4", "phone": "+56 9 8765 4321",
    "told": "canario-relato azul", "note": "canario-sesion verde", "place": "canario-lugar rojo",
    "said": "canario-contacto gris", "asked": "canario-solicitud ocre",
    "document": "canario-documento lila", "card": "canario-cedula blanca",
}  # fmt: skip
SIGNED = "canario-firmado celeste"  # only inside a sealed paper of hers
OTHERS = {
    "aggressor": "Evaristo Ajenomalo", "his_run": "12.345.678-5", "child1": "Lautaro Ajenouno",
    "child2": "Amapola Ajenodos", "child3": "Nicanor Ajenotres", "school": "Ajenoescuela",
    "witness": "Hortensia Ajenotestigo", "worker1": "Benedicta Ajenoobrera",
    "worker2": "Casilda Ajenojefa", "shelter": "Casa Ajenorefugio",
    "shelter_street": "Pasaje Ajenoculto 4321", "centre_street": "Avenida Ajenacentro 987",
    "report": "canario-informe", "background": "Ajenoantecedente", "secret_paper": "Ajenofiscalia",
}  # fmt: skip


def team() -> tuple[people.Person, people.Person]:
    """Two workers of the centre here, with canaries for names."""
    from casework.access.levels import Level

    one = people.person("benedicta", *OTHERS["worker1"].split())
    two = people.person("casilda", *OTHERS["worker2"].split())
    with as_system():
        Centre.objects.filter(pk=people.centre().pk).update(address=OTHERS["centre_street"])
        _shelter()
    return (
        people.assigned(one, Level.N6, centre=people.centre()),
        people.assigned(two, Level.N5, centre=people.centre()),
    )


def _shelter() -> Centre:
    kind = CentreKind.objects.filter(secret=True).first()
    return Centre.objects.create(
        code="CDA-CANARIO", name=OTHERS["shelter"], kind=kind, executor=people.executor(),
        comuna=Comuna.objects.get(code="09101"), valid_from=date(2024, 1, 1),
    )  # fmt: skip


def her_file(worker: people.Person) -> Survivor:
    """Her, with everything."""
    by, at = worker.staff, timezone.now()
    with acting(by.context):
        her = register(
            identity=Identity(
                working_name="Zuni", given_names=HERS["given"], first_surname=HERS["surname"],
                second_surname=HERS["second"], social_name=HERS["social"],
                run=Run.parse(HERS["run"]), birth_date=date(1990, 5, 4), comuna_code="05101",
            ),
            contact=None, centre_id=people.centre().pk, by=by, at=at,
        )  # fmt: skip
        _close(her, by, at)
        _told(her, by, at)
        _worked(her, by, at)
        _papers(her, by, at)
    return her


def _close(her, by, at):
    contact = Contact("call", HERS["phone"], words_to_avoid=f"{HERS['said']} si atiende Evaristo")
    agree_contact(survivor=her, contact=contact, by=by, at=at)
    for name in ("child1", "child2", "child3"):
        add_related(survivor=her, relation="child", name=OTHERS[name], by=by, at=at)
    his = name_aggressor(
        survivor=her, person=Person(OTHERS["aggressor"], run=Run.parse(OTHERS["his_run"])),
        bond=Bond("ex_spouse"), by=by, at=at,
    )  # fmt: skip
    BackgroundNote(
        survivor=her, key_id=his.key_id, centre_ids=her.centre_ids, aggressor=his,
        text=OTHERS["background"], recorded_by=by.operator_id, expires_on=date(2030, 1, 1),
        case=Case.objects.get(survivor=her), institution=Institution.objects.get(code="MP"),
    ).save()  # fmt: skip


def _told(her, by, at):
    account.write(
        survivor=her, kind="told", told_on=chilean_day(at),
        centre_id=people.centre().pk, by=by, at=at,
        words=f"{HERS['told']}. EVARISTO (RUN 12345678-5) me siguió al Colegio Ajenoescuela, donde "
        "va Lautaro; lo vio hortensia ajenotestigo. Hablé con Benedicta. Viví en Casa "
        "Ajenorefugio, Pasaje Ajenoculto 4321.",
    )  # fmt: skip
    episodes.tell(
        survivor=her, centre_id=people.centre().pk, by=by, at=at,
        told=episodes.Told(
            "day", ["psychological"], date(2026, 1, 5), date(2026, 1, 5),
            place="CASA_DE_ELLA", place_detail=f"{HERS['place']}, con Nicanor",
            observation="Amapola estaba ahí",
        ),
    )  # fmt: skip
    registry.tell(survivor=her, answers={"housing": registry.Answer(("rented",))}, by=by, at=at)


def _worked(her, by, at):
    case = Case.objects.get(survivor=her)
    add_session(
        case=case, kind="individual", attendance="attended", by=by, at=at,
        note=f"{HERS['note']}; la citó Casilda en Avenida Ajenacentro 987",
    )  # fmt: skip
    duty = ReportingDuty.objects.filter(survivor=her).first() or duty_actions.start_duty(
        survivor=her, facts="vif", known_at=at, by=by, at=at
    )
    ComplaintDraft.objects.filter(duty=duty).first() or duty_actions.keep_draft(
        duty=duty, facts="Hechos", authors=OTHERS["aggressor"], witnesses=OTHERS["witness"],
        reserve_identity=True, service_address=True, by=by, at=at,
    )  # fmt: skip


def _papers(her, by, at):
    file = CleanFile(b"\xff\xd8\xff", "image/jpeg", "jpg", "foto.jpg", scanned=False)
    kept = bring(survivor=her, file=file, kind="other", by=by.actor, at=at)
    kept.title = HERS["document"]
    kept.save(update_fields=["title"])
    about = About(centre_id=people.centre().pk, title=HERS["card"])
    bring(survivor=her, file=file, kind="identity", by=by.actor, at=at, about=about)
    _sealed(her, by, at, "signed_record", SIGNED)
    _sealed(her, by, at, "report", f"Lo que hizo {OTHERS['aggressor']}, canario-informe")
    secret = bring(survivor=her, file=file, kind="court", by=by.actor, at=at)
    with as_system():
        row = Attachment.objects.get(pk=secret.pk)
        row.title, row.prosecution, row.access_level = OTHERS["secret_paper"], True, "secret"
        row.follows = False
        row.save()


def _sealed(her, by, at, kind, words):
    document = documents.issue(
        template="documents/record.html", title="Documento", kind=kind, key_id=her.key_id,
        context={"heading": "Documento", "sections": [{"paragraphs": [words]}], "evidence": []},
        survivor_id=her.pk, by=by.actor, at=at,
    )  # fmt: skip
    file_document(
        survivor=her, stored=document.stored, sealed=document, kind=kind, by=by.actor, at=at
    )
