"""The consent text of the demo: original words of ours, an example for the ministry to replace."""

from datetime import datetime

from casework.access.models import Operator
from consent.text_actions import approve, send_to_review
from consent.text_models import ConsentItem, ConsentText

CODE = "mis-permisos"

WORDS = {
    "es": {
        "title": "Mis permisos",
        "introduction": "Tú decides quién puede usar tus datos. Lee con calma. "
        "Puedes decir sí o no a cada cosa.",
        "notice_purpose": "Guardamos lo que nos cuentas para poder ayudarte. "
        "Otros servicios pueden recibir una parte. Eso pasa solo si tú dices que sí. "
        "Más abajo ves cada servicio.",
        "notice_consequences": "Si dices que sí, otros te atienden sin que cuentes todo otra vez. "
        "Si dices que no, puede que te pidan los datos de nuevo.",
        "notice_rights": "Puedes ver tus datos y corregirlos. Puedes pedir que no se usen. "
        "Lo pides aquí, en tu centro o al 1455. Es gratis.",
        "notice_truth": "Cuéntanos las cosas como son. Así te podemos ayudar mejor. "
        "Si no quieres contar algo, no pasa nada.",
        "notice_secrecy": "Solo leen tus datos las personas que te atienden. "
        "Ellas tienen que guardar secreto. Cada lectura queda anotada y tú la puedes ver.",
        "words_on_refusing": "Si dices que no, te atendemos igual. "
        "También puedes llevar tú misma tus papeles.",
        "words_on_withdrawing": "Puedes cambiar de idea cuando quieras. "
        "Desde ese momento no se envía nada más. Lo que ya se envió no se puede borrar.",
        "statement": "Leí este texto o alguien me lo leyó. Lo entendí. Decido por mi cuenta.",
    },
    "en": {
        "title": "My permissions",
        "introduction": "You decide who may use your data. Take your time. "
        "You can say yes or no to each thing.",
        "notice_purpose": "We keep what you tell us so that we can help you. Other services may "
        "get a part of it, only if you say yes. Each service is listed below.",
        "notice_consequences": "If you say yes, others can help you without you telling it all "
        "again. If you say no, they may have to ask you again.",
        "notice_rights": "You can see your data and have it corrected. You can ask that it is not "
        "used. Ask here, at your centre, or call 1455. It is free.",
        "notice_truth": "Tell us things as they are, so that we can help you better. "
        "You may keep to yourself whatever you want.",
        "notice_secrecy": "Only the people who help you read your data. They must keep it secret. "
        "Each reading is written down, and you can see it.",
        "words_on_refusing": "If you say no, we help you all the same. "
        "You can also bring your papers yourself.",
        "words_on_withdrawing": "You can change your mind at any time. From then on nothing more "
        "is sent. What was sent before cannot be called back.",
        "statement": "I read this text or had it read to me. I understood it. I decide freely.",
    },
}

QUESTIONS = {
    "es": (
        ("history", "network_centres", "¿Otro centro puede leer tu historia si vas allá?",
         "Lo que has contado y las fechas en que te atendieron."),
        ("coordinate", "health", "¿Podemos enviar datos al servicio de salud que te atienda?",
         "Tu nombre, tu contacto seguro y lo que necesitas."),
        ("protect", "justice", "¿Podemos dar datos al juez o a la policía para cuidarte?",
         "Tu nombre y los hechos que haya que contar."),
        ("coordinate", "social", "¿Podemos dar datos a tu municipio para que te apoye?",
         "Tu nombre, tu comuna y el apoyo que pides."),
    ),
    "en": (
        ("history", "network_centres", "May another centre read your story if you go there?",
         "What you have told and the dates you were helped."),
        ("coordinate", "health", "May we send data to the health service that treats you?",
         "Your name, your safe contact and what you need."),
        ("protect", "justice", "May we send data to courts or the police to protect you?",
         "Your name and the facts they need."),
        ("coordinate", "social", "May we send data to your municipality to support you?",
         "Your name, your comuna and the support you ask for."),
    ),
}  # fmt: skip


def build(operators: dict[str, Operator], at: datetime) -> ConsentText:
    """Write the text in both languages, approved by a second person. Gives the Spanish one."""
    made = {language: _text(language, operators, at) for language in WORDS}
    return made["es"]


def _text(language: str, operators: dict[str, Operator], at: datetime) -> ConsentText:
    author, approver = operators["redaccion"].user, operators["aprobacion"].user
    text = ConsentText(code=CODE, language=language, author=author, **WORDS[language])
    text.items = [
        ConsentItem(
            purpose_id=purpose,
            recipient_id=recipient,
            question=question,
            detail=detail,
            sort_order=order,
        )
        for order, (purpose, recipient, question, detail) in enumerate(QUESTIONS[language])
    ]
    text.save()
    send_to_review(text=text, by=author, at=at)
    return approve(text=text, by=approver, at=at)
