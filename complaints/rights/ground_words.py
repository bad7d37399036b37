"""First words of grounds and answers, in plain Spanish (law 1.1). All are proposals."""

ALL = "access rectification suppression opposition portability impugnation blocking"
# code, label, citation, in plain words, for which requests, regime ("" is both)
GROUNDS = (
    ("nada-que-entregar", "Nada que este procedimiento pueda entregar",
     "Ley 19.628, arts. 5 y 23",
     "En este procedimiento no hay datos tuyos que podamos entregar o cambiar.", ALL, ""),
    ("protege-a-otras", "Los datos son de otra persona",
     "Ley 19.628, art. 23 a); Ley 21.675, art. 27",
     "Lo que se pide es de otra persona. La ley nos obliga a guardarlo.", ALL, ""),
    ("secreto-legal", "Secreto que fija la ley", "Ley 19.628, art. 23 b)",
     "Una ley ordena guardar estos datos en secreto.",
     "access rectification opposition blocking", "new"),
    ("investigacion", "Investigación penal en curso", "Código Procesal Penal, art. 182",
     "Hay una investigación en curso. Mientras dure, esos papeles no se entregan.",
     "access", ""),
    ("organo-publico-supresion", "Un servicio público borra solo en un caso",
     "Ley 19.628, arts. 22 y 23",
     "La ley deja que un servicio público borre datos en un solo caso, y este no lo es. Podemos "
     "guardarlos aparte si tú lo pides.", "suppression", "new"),
    ("mandato-legal", "Datos que la ley manda guardar", "Ley 19.628, art. 15 (texto anterior)",
     "La ley nos manda guardar estos datos y no deja cambiarlos ni borrarlos.",
     "rectification suppression blocking", "old"),
    ("retencion", "Papeles que un juicio o la ley retienen", "Decreto 4 de 2020, art. 50",
     "La ley o un juicio piden guardar estos papeles por un tiempo.", "suppression", ""),
    ("estadistica-publica", "Estadística que la ley encarga", "Ley 19.628, art. 8",
     "Son cifras sin nombre que la ley nos encarga hacer.", "opposition", "new"),
    ("opinion-profesional", "Es una opinión profesional", "Ley 19.628, art. 6",
     "Es la opinión de una profesional. No se borra, y tu versión queda escrita al lado.",
     "rectification impugnation", ""),
    ("no-es-automatico", "No hay decisión automática", "Ley 19.628, art. 8 bis",
     "Ninguna máquina decidió. Una persona lo hizo y otra lo revisó.", "impugnation", ""),
    ("herederos-no", "Ella no quiso que sus herederos pidieran", "Ley 19.628, art. 4",
     "La persona dijo que, después de su muerte, nadie podía pedir sus datos.",
     "access rectification suppression", ""),
    ("sin-poder", "Falta el poder para pedir por otra persona", "Ley 19.880, art. 22",
     "Para pedir por otra persona hace falta un poder. Puedes traerlo cuando quieras.", ALL, ""),
)  # fmt: skip

_GRANTED = (
    "Recibimos tu solicitud {numero} el {fecha}. Pediste: {derecho}.\n\n"
    "La respuesta es sí. Ya está hecho."
)
_PARTLY = (
    "Recibimos tu solicitud {numero} el {fecha}. Pediste: {derecho}.\n\n"
    "La respuesta es sí en parte. Esto se hizo: \n\nEsto no se pudo hacer: "
)
_REFUSED = (
    "Recibimos tu solicitud {numero} el {fecha}. Pediste: {derecho}.\n\n"
    "Esta vez la respuesta es no. Abajo le decimos por qué, y dónde puedes reclamar."
)
# right ("" is any), outcome, text
TEXTS = (
    ("", "granted", _GRANTED),
    ("", "partly", _PARTLY),
    ("", "refused", _REFUSED),
    ("access", "granted",
     "Recibimos tu solicitud {numero} el {fecha}. Pediste saber qué datos tuyos hay.\n\n"
     "Los datos están listos. Se los damos en la forma que elegiste."),
    ("rectification", "granted",
     "Recibimos tu solicitud {numero} el {fecha}. Pediste corregir un dato.\n\n"
     "El dato ya está corregido. También avisamos a quienes lo tenían mal."),
    ("suppression", "refused",
     "Recibimos tu solicitud {numero} el {fecha}. Pediste borrar tus datos.\n\n"
     "Esta vez no los podemos borrar. Abajo le decimos por qué. Si quieres, podemos guardarlos "
     "aparte, para que nadie los use."),
    ("opposition", "granted",
     "Recibimos tu solicitud {numero} el {fecha}. Dijiste que no a un uso de tus datos.\n\n"
     "Ese uso ya paró."),
    ("blocking", "granted",
     "Tu solicitud {numero} llegó el {fecha}. Pediste dejar tus datos aparte.\n\n"
     "Quedaron aparte desde que llegó."),
    ("impugnation", "granted",
     "Tu solicitud {numero} llegó el {fecha}. Pediste que otra persona mirara de nuevo "
     "un resultado.\n\nOtra persona del equipo ya lo miró. Decidió esto: "),
)  # fmt: skip
