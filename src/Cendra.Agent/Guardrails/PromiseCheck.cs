using Cendra.Agent.Plugins;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Guardrails;

/// <summary>Finds what a model may not promise, and claims of deeds that it did not do in this turn.</summary>
internal static class PromiseCheck
{
    private const string Host = "(host|hosts|owner|landlord|manager|management|team|colleague*|someone|somebody|person|anfitrion*|propietari*|duen[oa]|equipo|persona|alguien|gastgeber*|vermieter*|besitzer*|eigentumer*|team|jemand|mensch|hote|hotes|proprietaire|equipe|personne|quelqu un|proprietario|proprietaria|qualcuno|squadra|staff|anfitria*|alguem|pessoa|equipa|equipe|ev sahibi*|ev sahibine|birisi*|birine|yetkili*|ekib*)";
    private const string Told = "(told|informed|notified|contacted|called|alerted|paged|messaged|let .. know|passed .. to|forwarded .. to|avisado|avise|informado|notificado|contactado|llamado|alertado|(he|se lo he|lo he) pasado|informiert|benachrichtigt|verstandigt|kontaktiert|angerufen|gerufen|bescheid (gesagt|gegeben)|weitergegeben|weitergeleitet|prevenu*|informe|informee|averti*|contacte*|appele*|alerte*|transmis|avvisat*|informat*|contattat*|chiamat*|avvertit*|passat*|inoltrat*|avisei|avisamos|avisad*|informei|informamos|contactei|contactamos|chamei|chamamos|passei|passamos|encaminh*|haber (verdim|verdik|verildi)|bildirdim|bildirdik|ilettim|ilettik|iletildi|aradim|aradik|cagirdim|cagirdik|bilgilendir*)";

    private static readonly Phrases Money = new(
        "refund*", "reimburs*", "compensat*", "money back", "free night", "discount*", "reembols*", "devolucion*", "devolver* .. dinero", "compensa*", "descuento*", "indemniza*",
        "erstatt*", "ruckerstatt*", "rueckerstatt*", "entschadig*", "geld zuruck", "rabatt*", "nachlass", "rembours*", "dedommag*", "indemnis*", "geste commercial", "remise",
        "rimbors*", "risarc*", "indennizz*", "sconto", "sconti", "notte gratis", "desconto*", "indeniza*", "indemniza*", "devolv* .. dinheiro", "iade*", "tazminat*", "indirim*", "ucretsiz gece", "(退款|退钱|退錢|赔偿|賠償|补偿|補償|折扣|优惠|減免|减免|返还)", "(返金|払い戻|補償|賠償|割引|値引)", "(استرداد|استرجاع|تعويض*|خصم|نرد|رد المبلغ|ارجاع المبلغ)");

    private static readonly Phrases HostTold = new(
        "(asked|let|contacted) .. host", "host (will|is going to|can) (\\w+ )?(answer|reply|respond|write|contact|call|tell|come back|get back)", "they (will|ll) (reply|respond|get back|answer)", "gastgeber .. (meldet|antwortet|schreibt|gefragt|kontaktiert)", "(anfitrion|propietario) .. (respondera*|contestara*|escribira*|contactara*)", "(preguntado|consultado) .. (anfitrion|propietario)",
        "(demande|consulte) .. (hote|proprietaire)", "(hote|proprietaire) .. (repondra|repond|contactera|ecrira)", "(chiesto) .. host", "host .. (rispondera*|risponde|contattera*)", "(perguntei|perguntamos) .. anfitriao", "anfitriao .. (respondera*|responde|contactara*|entrara*)", "ev sahib* .. (sordum|sorduk|cevap*|donecek|yanit*)",
        "(问过|问了|询问|問過)\\w{0,3}(房东|房東|主人)", "(房东|房東|主人)\\w{0,3}(会|會|将|將)\\w{0,4}(回复|回覆|联系|回答)", "(ホスト|オーナー)\\w{0,3}(が|から)\\w{0,4}(返事|返信|連絡|回答)", "(سالت|سالنا) .. مضيف*", "مضيف* .. (سيرد|سيجيب|سيتواصل)",
        $"{Told} .. {Host}", $"{Host} .. {Told}", "help is on (the|its) way", "(is|are) on (the|their|his|her) way", "(esta|estan) de camino", "ist unterwegs", "sind unterwegs", "(est|sont) en route",
        "(e|sono|sta|stanno) (in arrivo|arrivando|per strada)", "(esta|estao) a caminho", "(yolda|yola cikti)", "(已经?|已|刚)\\w{0,3}(通知|告诉|告知|联系|联络|转告|呼叫|打电话给)", "(房东|工作人员|有人)\\w{0,4}(在路上|马上到|正赶)", "(ホスト|オーナー|担当者|スタッフ|管理人)\\w{0,3}(に|へ)\\w{0,3}(伝え|連絡し|知らせ|通知し|報告し|電話し)", "(向かって|お呼びしま|呼びまし)",
        "(ابلغت|ابلغنا|اخبرت|اخبرنا|اتصلت|اتصلنا|نبهت|نبهنا|تواصلت|تواصلنا|تم ابلاغ|تم اخطار|تم اعلام|اعلمت|اعلمنا) .. (مضيف*|مالك*|صاحب*|فريق*|شخص*|مسؤول*|احد*)", "(في طريق*|في الطريق)");

    private static readonly Phrases Done = new(
        "(i|we) (have |ve )?(just )?(unlocked|opened|reset|created|changed|extended|sent|resent|generated|activated|confirmed|approved|arranged|booked|cancelled|moved|set|made)", "(door|lock|gate) (is|s|has been) (now |already )?(unlocked|opened|open)", "come (on |right )?in (now)?", "code (has been|was|is now) (changed|reset|renewed|extended|sent)",
        "(he|hemos) (abierto|desbloqueado|cambiado|creado|generado|enviado|activado|confirmado|aprobado|reservado|cancelado|ampliado)", "(puerta|cerradura|portal) (ya )?(esta|queda) (ya |ahora )?(abierta|abierto|desbloqueada|desbloqueado)",
        "(habe|haben) .. (geoffnet|entsperrt|aufgeschlossen|geandert|erstellt|zuruckgesetzt|geschickt|gesendet|aktiviert|bestatigt|genehmigt|gebucht|storniert|verlangert)", "(tur|tuer|haustur|schloss|tor) ist (jetzt |nun |schon )?(offen|auf|entsperrt|aufgeschlossen|geoffnet)",
        "(j ai|nous avons) (ouvert|deverrouille|change|cree|reinitialise|envoye|active|confirme|approuve|reserve|annule|prolonge)", "(porte|serrure|portail) est (maintenant |deja )?(ouverte?|deverrouillee?)",
        "(ho|abbiamo) (appena |gia )?(aperto|sbloccato|cambiato|creato|resettato|inviato|mandato|attivato|confermato|approvato|prenotato|annullato|cancellato|prolungato|spostato)", "(porta|serratura|portone|cancello) (ora |adesso |gia )?e (ora |adesso |gia )?(aperta|aperto|sbloccata|sbloccato)",
        "(abri|abrimos|desbloqueei|desbloqueamos|mudei|mudamos|criei|criamos|enviei|enviamos|ativei|confirmei|confirmamos|aprovei|aprovamos|reservei|reservamos|cancelei|cancelamos|prolonguei|alterei|alteramos)", "(porta|fechadura|portao) (ja |agora )?esta (ja |agora )?(aberta|aberto|desbloqueada|destrancada)",
        "(actim|actik|degistirdim|degistirdik|olusturdum|olusturduk|gonderdim|gonderdik|sifirladim|onayladim|onayladik|ayarladim|rezerve ettim|iptal ettim|uzattim|uzattik)", "(kapi|kilit) (simdi |artik )?(acik|acildi)",
        "(我|我们|已经|已|刚)\\w{0,3}(开了门|打开了|解锁|改了|更改了|创建|重置|重新发|发送了|发了|激活|确认了|批准|预订了|取消了|延长)", "(门|锁)\\w{0,2}(已经?|现在)\\w{0,2}(开了|打开)", "(開けまし|解錠しまし|変更しまし|作成しまし|リセットしまし|送信しまし|お送りしまし|有効にしまし|承認しまし|予約しまし|キャンセルしまし|延長しまし|手配しまし)", "(ドア|鍵|ロック)\\w{0,3}(開いてい|解除され)",
        "(فتحت|فتحنا|غيرت|غيرنا|انشات|انشانا|ارسلت|ارسلنا|فعلت|فعلنا|اكدت|اكدنا|وافقت|وافقنا|حجزت|حجزنا|الغيت|الغينا|مددت|مددنا|اعدت|تم (فتح|تغيير|انشاء|ارسال|تفعيل|تاكيد|حجز|الغاء|تمديد))", "(باب|قفل) (مفتوح|صار مفتوح) ?الان");

    private static readonly Phrases NewCode = new("new code", "nuevo codigo", "codigo nuevo", "neue*n? code", "nouveau code", "(nuovo codice|codice nuovo)", "(novo codigo|codigo novo)", "yeni (bir )?(kod*|sifre*)", "新的?(密码|门码|密碼|代码)", "新しい(コード|暗証番号|番号)", "(رمز|كود) جديد");

    private static readonly Phrases Times = new(
        "(early|earlier|late|later) (check in|checkin|check out|checkout|arrival|departure) .. (ok|okay|fine|possible|confirmed|approved|granted|no problem|works)", "(can|may|could) .. (check in|arrive|come|enter) (early|earlier)", "(can|may|could) .. (check out|leave|stay) (late|later|longer)",
        "(puedes|podeis|puede|pueden) .. (entrar|llegar) antes", "(puedes|podeis|puede|pueden) .. (salir|quedar*) (mas tarde|mas tiempo)", "(fruher|frueher) (einchecken|kommen|anreisen) .. (ist|geht|moglich|ok)", "(konnen|koennen|durfen) .. (fruher|frueher|spater|spaeter|langer|laenger) *", "(pouvez|pouvons) .. (plus tot|plus tard|en avance)",
        "(puoi|potete|puo) .. (prima|in anticipo|piu tardi|piu a lungo)", "(pode|podem|podes) .. (mais cedo|mais tarde|mais tempo|antes)", "(erken|gec|daha gec) .. (gelebilir*|girebilir*|cikabilir*|kalabilir*)", "可以(提前|早点|晚点|晚一点|推迟)", "(早め|早く|遅く|遅め)\\w{0,6}(チェックイン|チェックアウト|入|出)\\w{0,4}(でき|可能|大丈夫|いただけ)", "(يمكنك|يمكنكم|تستطيع) .. (مبكرا|باكرا|متاخرا|لاحقا|وقت اطول)");

    private static readonly Phrases Checked = new(
        "(i|we) (have |ve )?(just )?(checked|verified|looked at|looked into|tested)", "(he|hemos) (comprobado|verificado|revisado|mirado)", "(habe|haben) .. (gepruft|geprueft|uberpruft|ueberprueft|nachgesehen|kontrolliert)", "(j ai|nous avons) (verifie|controle|regarde)",
        "(ho|abbiamo) (controllato|verificato|guardato)", "(verifiquei|verificamos|chequei|checamos)", "(kontrol ettim|kontrol ettik|baktim|inceledim|kontrol edildi)", "(检查了|检查过|查看了|查过|确认过|检查完)", "(確認しまし|調べまし|チェックしまし|確認いたしまし)", "(تحققت|تحققنا|فحصت|فحصنا|تاكدت|تاكدنا|راجعت|تفقدت)");

    /// <summary>What is wrong with it, for the model; null = nothing.</summary>
    public static string? Of(string text, IReadOnlySet<Deed> done)
    {
        var folded = FoldedText.Of(text);
        return Money.In(folded) ? "It speaks of money. Leave money to the host with EscalateToHost."
            : !done.Contains(Deed.HostCalled) && HostTold.In(folded) ? "It says that somebody was told, but EscalateToHost was not called."
            : Done.In(folded) ? "It says that something was done which no tool did."
            : !done.Contains(Deed.NewCodeAsked) && NewCode.In(folded) ? "It speaks of a new code that was not asked for with RequestNewCode."
            : !done.Contains(Deed.TimesGranted) && Times.In(folded) ? "It promises other times. Ask for them with RequestTimeChange, or leave them to the host with EscalateToHost."
            : !done.Contains(Deed.DoorsChecked) && Checked.In(folded) ? "It says that something was checked, but CheckLockBattery was not called."
            : null;
    }
}
