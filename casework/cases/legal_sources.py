"""Where each clock and rule is written, in the short way people cite the law."""

# By row of the reference of the law; only texts that were read.
CITATIONS = {
    "SE-05": "Ley 21.057, art. 4",
    "SE-07": "Código Procesal Penal, arts. 175 a 177",
    "SE-08": "Ley 19.968, art. 84",
    "SE-09": "Código Procesal Penal, arts. 53 y 54; Código Penal, art. 369",
    "SE-10": "Ley 21.675, arts. 18 y 20",
    "SE-11": "Código Procesal Penal, art. 174",
    "SE-12": "Ley 21.675, art. 37",
    "VG-16": "Ley 21.675, arts. 34 N° 10, 36, 41 y 50",
    "OI-02": "Ley 19.880, arts. 24 y 27",
    "OI-04": "Ley 19.880, art. 26",
    "OI-05": "Ley 19.880, art. 31",
    "OI-06": "Ley 19.880, art. 59",
    "OI-07": "Ley 19.880, arts. 64 y 65",
    "OI-08": "Ley 20.285, art. 14",
    "DP-02": "Ley 19.628, art. 11",
    "DP-03": "Ley 19.628, art. 11",
    "DP-06": "Ley 19.628, arts. 11 y 41",
    "DP-70": "Ley 19.628, art. 41",
    "19628-16": "Ley 19.628, art. 16, antes de su reforma",
}


def citation(code: str) -> str:
    """Give the citation of a row, or "" when there is none to show."""
    return CITATIONS.get(code, "")
