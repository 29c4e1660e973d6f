using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>Words of danger. What is found here is answered word for word from <c>prompts/basic-replies.md</c>, and no model is asked.</summary>
internal static class SafetyWords
{
    private static readonly (string Key, Phrases Words)[] Dangers =
    [
        ("safety-child", new Phrases([.. SafetyLines.Child,
            "(child|children|kid|kids|baby|toddler|son|daughter) .. (is|are|got) (locked|trapped|stuck) .. (in|inside|alone|room|bathroom|apartment|flat|car)",
            "(locked|trapped) .. (child|kid|baby|toddler|son|daughter) .. (in|inside)",
            "(nino|nina|hijo|hija|bebe) .. (encerrad*|atrapad*)", "(encerrad*|atrapad*) .. (nino|nina|hijo|hija|bebe)",
            "(kind|kinder|baby|sohn|tochter) .. (eingesperrt|eingeschlossen)", "(eingesperrt|eingeschlossen) .. (kind|baby|sohn|tochter)",
            "(enfant|enfants|bebe|fils|fille) .. (enferme*|coince* .. (dedans|interieur))", "(enferme|coince) .. (enfant|bebe|fils|fille)"])),
        ("safety-gas", new Phrases([.. SafetyLines.Gas,
            "smell* .. gas", "gas .. (smell*|leak*)", "leak* .. gas", "carbon monoxide", "co (alarm|detector|alert)",
            "(huele|huelo|olemos|olor) .. gas", "(fuga|escape) de gas", "monoxido", "detector de monoxido",
            "(riecht|stinkt|rieche*) .. gas", "gas (riecht|geruch)", "gasgeruch", "gas (tritt aus|austritt)", "gasleck", "kohlenmonoxid", "co (melder|warner|alarm)",
            "(odeur|sent|sens|sentons) .. gaz", "fuite .. gaz", "monoxyde"])),
        ("safety-fire", new Phrases([.. SafetyLines.Fire,
            "(is|are|s|re|house|flat|apartment|building|kitchen) on fire", "(there is|there s|is there) (a )?fire (in|at|here|now|on)", "there (is|s) a fire", "(house|flat|apartment|building|kitchen|oven|stove|socket) .. burning",
            "(smoke|fire) alarm .. (going off|ringing|won t stop|is on|went off|goes off)", "smoke .. (coming|everywhere|filling|from the|out of)", "full of smoke", "burning smell", "flames",
            "(there is|there s|i see|we see|can see|we have|i have) (a lot of |lots of |some |so much |black |thick )?smoke", "(fire )?fire (brigade|department) .. (now|quick*|please)", "the (flat|house|apartment|building|kitchen) burns",
            "(hay|tenemos) (un )?(fuego|incendio|humo)", "incendio", "se .. quema(ndo)?", "(esta|estan) ardiendo", "mucho humo", "sale humo", "huele a quemado", "alarma de (incendio*|humo*) .. (suena|sonando|salta*)",
            "es brennt", "feuer (in|im|hier|auf)", "brennt .. (wohnung|kuche|kueche|haus|zimmer)", "(rauchmelder|feueralarm) .. (piept dauernd|geht los|lauft|schlagt|ausgelost|heult)", "(uberall|viel|starker) rauch", "rauch (kommt|steigt|im|in der)", "riecht verbrannt", "flammen",
            "(il y a|y a) (le|un) feu", "au feu", "en feu", "incendie", "(ca|appartement|cuisine) brule", "(beaucoup de|plein de|de la) fumee", "odeur de brule", "alarme incendie .. (sonne|declenche*)", "detecteur de fumee .. (sonne|hurle|declenche*)"])),
        ("safety-flood", new Phrases([.. SafetyLines.Flood,
            "(flooded|flooding|floods|flood)", "(pipe|tube) .. (burst|broken|broke)", "burst pipe", "water .. (everywhere|pouring|gushing|through the ceiling|from the ceiling|coming in)", "ceiling .. (collaps*|leaking water)",
            "inundacion", "inundad*", "se inunda", "(tuberia|caneria) .. (rota|reventad*|roto)", "(ha )?reventado .. (tuberia|caneria)", "agua por todas partes", "(cae|sale) .. agua .. techo",
            "uberschwemm*", "ueberschwemm*", "wasserrohrbruch", "rohrbruch", "rohr .. (geplatzt|gebrochen)", "wasser .. (uberall|ueberall|von der decke|aus der decke)", "steht unter wasser",
            "inondation", "inonde*", "(tuyau|canalisation) .. (eclate*|casse*|rompu*)", "(eau|flotte) .. (partout|plafond)"])),
        ("safety-intruder", new Phrases([.. SafetyLines.Intruder,
            "break* into", "breaking in", "broke in", "break in .. (now|here|progress|door|window|night)", "intruder*", "burglars?", "(someone|somebody|man|stranger) .. (trying|tries) to (get in|enter|open) *", "(someone|somebody|stranger|man) .. (is in|inside) (the|our|my) (apartment|flat|house|room)",
            "we (are|re|were) being robbed", "threaten* (me|us)", "(attacked|attacking) (me|us)",
            "(alguien|hombre|desconocido*) .. (intenta*|trata|quiere) .. entrar", "(alguien|desconocido) .. dentro (del|de la|de mi|de nuestra) *", "ladrones", "(un|el) ladron", "nos (han robado|estan robando|amenaza*)", "estan entrando a robar",
            "einbrecher*", "(jemand|(ein|fremder) mann|fremder) .. (versucht|will) .. (rein|hinein|aufbrechen|einzu*|aufzu*|einbrechen)", "(jemand|fremder) .. (ist|steht) in (der|unserer|meiner) wohnung", "uberfallen", "bedroht (uns|mich)",
            "cambriol*", "intrus", "(quelqu un|homme|inconnu) .. (essaie|essaye|tente|veut) .. (entrer|rentrer|ouvrir|forcer)", "(quelqu un|inconnu) .. (est )?dans (l|mon|notre) appartement", "on nous (agresse|menace|vole)"])),
        ("safety-medical", new Phrases([.. SafetyLines.Medical,
            "ambulance", "heart attack", "stroke", "(can t|not|isn t|stopped) (breathe|breathing)", "unconscious", "passed out", "(he|she|husband|wife|mother|father|friend|man|woman|person|guest|child) .. collapsed", "choking", "overdose", "medical emergency", "(bleeding|bleeds) .. (heavily|a lot|badly|won t stop|head)", "severe(ly)? (allergic|hurt|injured|bleeding)", "seizure", "(call|need) .. (a doctor|paramedic*) .. (now|urgent*|quick*|fast)",
            "ambulancia", "(un|da|dado|teniendo|sufre) infarto", "ataque (al corazon|cardiaco)", "ictus", "no (puede*|puedo) respirar", "inconsciente", "se ha desmayado", "emergencia medica", "sangra* mucho", "sobredosis", "(se esta )?ahogando", "convulsion*",
            "krankenwagen", "rettungswagen", "notarzt", "herzinfarkt", "schlaganfall", "bewusstlos", "ohnmachtig", "(bekomm*|kriegt|kriege|bekommt) keine luft", "kann nicht atmen", "atmet nicht", "blutet stark", "medizinischer notfall", "uberdosis", "krampfanfall",
            "(une|l|appelez) ambulance", "crise cardiaque", "(un|fait|avoir) avc", "(ne|n) .. (respire*|respirer) (pas|plus)", "respire (pas|plus)", "peut (pas|plus) respirer", "inconsciente?", "urgence medicale", "evanoui*", "saigne (beaucoup|abondamment|enormement)", "overdose", "s etouffe", "convulsions"])),
    ];

    private static readonly Phrases NoDanger = new(SafetyLines.NoDanger);

    /// <summary>Whoever cries it writes nothing else in the sentence.</summary>
    private static readonly HashSet<string> Cries = new(["fire", "fire fire", "feuer", "feuer feuer", "fuego", "feu", "au feu", "fuoco", "al fuoco", "fogo", "yangin", "smoke", "rauch", "humo", "fumee", "fumo", "fumaca", "duman"], StringComparer.Ordinal);

    /// <summary>The key of the text that must be said, or null where nobody is in danger as far as the words go.</summary>
    public static string? KeyOf(string folded)
    {
        var said = NoDanger.CutFrom(folded);
        return Dangers.FirstOrDefault(d => d.Words.In(said)).Key ?? (said.Split('.').Any(sentence => Cries.Contains(sentence.Trim())) ? "safety-fire" : null);
    }

    /// <summary>Whom to call.</summary>
    public static EmergencyHelp HelpFor(string key) => key switch
    {
        "safety-intruder" => EmergencyHelp.Police,
        "safety-medical" => EmergencyHelp.Medical,
        _ => EmergencyHelp.Fire,
    };

    /// <summary>The danger in a host's words.</summary>
    public static string InWords(string key) => key switch
    {
        "safety-child" => "a child locked in",
        "safety-gas" => "gas or carbon monoxide",
        "safety-fire" => "fire or smoke",
        "safety-flood" => "water in the flat",
        "safety-intruder" => "an intruder",
        _ => "a medical emergency",
    };
}
