"""Names for invented women, in the mixture one meets in Chile. No one of them is anybody."""

GIVEN = (
    "Alicia", "Antonia", "Beatriz", "Berta", "Carla", "Carolina", "Catalina", "Cecilia", "Claudia",
    "Constanza", "Daniela", "Elena", "Elvira", "Fernanda", "Gabriela", "Graciela", "Ignacia",
    "Isidora", "Jacqueline", "Javiera", "Jeannette", "Josefina", "Juana", "Karina", "Lidia",
    "Lorena", "Loreto", "Luz", "Macarena", "Marcela", "María José", "Marie", "Marta", "Millaray",
    "Mónica", "Natalia", "Nayareth", "Olga", "Paola", "Patricia", "Paulina", "Rayén", "Rebeca",
    "Rocío", "Rosa", "Sandra", "Sara", "Silvia", "Soledad", "Sonia", "Tamara", "Teresa",
    "Valentina", "Verónica", "Violeta", "Viviana", "Ximena", "Yasna", "Yolanda", "Zoila",
)  # fmt: skip

SURNAMES = (
    "Aguilera", "Alarcón", "Álvarez", "Antilef", "Araya", "Bustamante", "Caniupán", "Cárdenas",
    "Castillo", "Catrileo", "Cortés", "Díaz", "Espinoza", "Farías", "Figueroa", "Fuentes",
    "Gallardo", "Garrido", "Godoy", "González", "Gutiérrez", "Henríquez", "Herrera", "Huenchumán",
    "Jara", "Jean-Baptiste", "Leiva", "Mamani", "Marín", "Medina", "Mella", "Molina", "Moreno",
    "Muñoz", "Navarro", "Núñez", "Olivares", "Orellana", "Painemal", "Palma", "Parra", "Peña",
    "Pérez", "Pizarro", "Quispe", "Ramírez", "Reyes", "Riffo", "Rivera", "Rojas", "Salazar",
    "Sandoval", "Sepúlveda", "Silva", "Soto", "Tapia", "Toledo", "Torres", "Valdés", "Valenzuela",
    "Vargas", "Vásquez", "Venegas", "Vera", "Vergara", "Yáñez", "Zamora", "Zúñiga",
)  # fmt: skip
