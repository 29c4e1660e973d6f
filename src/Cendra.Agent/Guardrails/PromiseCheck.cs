using Cendra.Agent.Plugins;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Guardrails;

/// <summary>Finds what a model may not promise, and claims of deeds that it did not do in this turn.</summary>
internal static class PromiseCheck
{
    private const string Host = "(host|hosts|owner|landlord|manager|management|team|colleague*|someone|somebody|person|anfitrion*|propietari*|duen[oa]|equipo|persona|alguien|gastgeber*|vermieter*|besitzer*|eigentumer*|team|jemand|mensch|hote|hotes|proprietaire|equipe|personne|quelqu un)";
    private const string Told = "(told|informed|notified|contacted|called|alerted|paged|messaged|let .. know|passed .. to|forwarded .. to|avisado|avise|informado|notificado|contactado|llamado|alertado|(he|se lo he|lo he) pasado|informiert|benachrichtigt|verstandigt|kontaktiert|angerufen|gerufen|bescheid (gesagt|gegeben)|weitergegeben|weitergeleitet|prevenu*|informe|informee|averti*|contacte*|appele*|alerte*|transmis)";

    private static readonly Phrases Money = new(
        "refund*", "reimburs*", "compensat*", "money back", "free night", "discount*", "reembols*", "devolucion*", "devolver* .. dinero", "compensa*", "descuento*", "indemniza*",
        "erstatt*", "ruckerstatt*", "rueckerstatt*", "entschadig*", "geld zuruck", "rabatt*", "nachlass", "rembours*", "dedommag*", "indemnis*", "geste commercial", "remise");

    private static readonly Phrases HostTold = new($"{Told} .. {Host}", $"{Host} .. {Told}", "help is on (the|its) way", "(is|are) on (the|their|his|her) way", "(esta|estan) de camino", "ist unterwegs", "sind unterwegs", "(est|sont) en route");

    private static readonly Phrases Done = new(
        "(i|we) (have |ve )?(just )?(unlocked|opened|reset|created|changed|extended|sent|resent|generated|activated|confirmed|approved|arranged|booked|cancelled|moved|set|made)", "new code", "(door|lock|gate) (is|s|has been) (now |already )?(unlocked|opened|open)", "come (on |right )?in (now)?", "code (has been|was|is now) (changed|reset|renewed|extended|sent)",
        "(he|hemos) (abierto|desbloqueado|cambiado|creado|generado|enviado|activado|confirmado|aprobado|reservado|cancelado|ampliado)", "nuevo codigo", "codigo nuevo", "(puerta|cerradura|portal) (ya )?(esta|queda) (ya |ahora )?(abierta|abierto|desbloqueada|desbloqueado)",
        "(habe|haben) .. (geoffnet|entsperrt|aufgeschlossen|geandert|erstellt|zuruckgesetzt|geschickt|gesendet|aktiviert|bestatigt|genehmigt|gebucht|storniert|verlangert)", "neue*n? code", "(tur|tuer|haustur|schloss|tor) ist (jetzt |nun |schon )?(offen|auf|entsperrt|aufgeschlossen|geoffnet)",
        "(j ai|nous avons) (ouvert|deverrouille|change|cree|reinitialise|envoye|active|confirme|approuve|reserve|annule|prolonge)", "nouveau code", "(porte|serrure|portail) est (maintenant |deja )?(ouverte?|deverrouillee?)");

    private static readonly Phrases Times = new(
        "(early|earlier|late|later) (check in|checkin|check out|checkout|arrival|departure) .. (ok|okay|fine|possible|confirmed|approved|granted|no problem|works)", "(can|may|could) .. (check in|arrive|come|enter) (early|earlier)", "(can|may|could) .. (check out|leave|stay) (late|later|longer)",
        "(puedes|podeis|puede|pueden) .. (entrar|llegar) antes", "(puedes|podeis|puede|pueden) .. (salir|quedar*) (mas tarde|mas tiempo)", "(fruher|frueher) (einchecken|kommen|anreisen) .. (ist|geht|moglich|ok)", "(konnen|koennen|durfen) .. (fruher|frueher|spater|spaeter|langer|laenger) *", "(pouvez|pouvons) .. (plus tot|plus tard|en avance)");

    private static readonly Phrases Checked = new(
        "(i|we) (have |ve )?(just )?(checked|verified|looked at|looked into|tested)", "(he|hemos) (comprobado|verificado|revisado|mirado)", "(habe|haben) .. (gepruft|geprueft|uberpruft|ueberprueft|nachgesehen|kontrolliert)", "(j ai|nous avons) (verifie|controle|regarde)");

    /// <summary>What is wrong with it, for the model; null = nothing.</summary>
    public static string? Of(string text, IReadOnlySet<Deed> done)
    {
        var folded = FoldedText.Of(text);
        return Money.In(folded) ? "It speaks of money. Leave money to the host with EscalateToHost."
            : !done.Contains(Deed.HostCalled) && HostTold.In(folded) ? "It says that somebody was told, but EscalateToHost was not called."
            : Done.In(folded) ? "It says that something was done which no tool did."
            : !done.Contains(Deed.TimesGranted) && Times.In(folded) ? "It promises other times. Ask for them with RequestTimeChange, or leave them to the host with EscalateToHost."
            : !done.Contains(Deed.DoorsChecked) && Checked.In(folded) ? "It says that something was checked, but CheckLockBattery was not called."
            : null;
    }
}
