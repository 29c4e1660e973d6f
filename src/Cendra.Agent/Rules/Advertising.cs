using System.Text.RegularExpressions;
using Cendra.Agent.Guardrails;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>
/// Somebody unknown advertises: three of a link, a share in per cent, an offer and a call to buy, and no question. Whoever writes so wants no answer, and one would tell them that somebody reads here. In the ten languages,
/// and so narrow that a guest who writes from another number is not taken for it.
/// </summary>
internal static partial class Advertising
{
    private const int Enough = 3;

    private static readonly Phrases Offers = new(
        "(sale|sales|deal|deals|discount|discounts|promo|promotion|offer|offers|voucher|vouchers|coupon|coupons|bargain|bargains|clearance|giveaway|prize|prizes|jackpot|casino|bonus|crypto|bitcoin|loan|loans|seo|backlinks|followers|leads|webinar|newsletter|outlet)",
        "(oferta|ofertas|rebajas|descuento|descuentos|promocion|promociones|cupon|cupones|sorteo|premio|premios|prestamo|prestamos|chollo|chollos|liquidacion)",
        "(angebot|angebote|rabatt|rabatte|ausverkauf|sonderangebot|sonderangebote|rabattaktion|gutschein|gutscheine|gewinnspiel|kredit|kredite|schnappchen|schlussverkauf)",
        "(soldes|promo|promos|promotion|promotions|reduction|reductions|offre|offres|remise|remises|tombola|cadeau|cadeaux|credit|destockage)",
        "(offerta|offerte|saldi|sconto|sconti|promozione|promozioni|buono|buoni|premio|premi|concorso|prestito|prestiti|svendita)",
        "(promocao|promocoes|desconto|descontos|saldos|cupom|cupons|cupao|cupoes|sorteio|emprestimo|emprestimos|liquidacao)",
        "(indirim*|kampanya*|firsat*|cekilis*|kupon*|hediye*|kredi*|bahis*)",
        "(优惠|優惠|促销|促銷|打折|折扣|特价|特價|抽奖|抽獎|贷款|貸款|代购|兼职|刷单|清仓)", "(セール|割引|クーポン|キャンペーン|特価|期間限定|当選|副業|プレゼント企画|ローン)", "(خصم|خصومات|عرض|عروض|تخفيضات|كوبون|جائزه|جوائز|قرض|قروض)");

    private static readonly Phrases Calls = new(
        "(shop|buy|order|subscribe|sign up|click|register|claim|apply|join|visit us|call) (it )?(now|here|today|below)", "(today|this week|this weekend|for a limited time) only", "limited (time|offer|stock)", "while (stocks|supplies) last", "(unsubscribe|opt out|reply stop|text stop)",
        "(compra|compre|pide|pidelo|haz clic|haga clic|pincha|pulsa|aprovecha|aproveche|suscribete|registrate|entra) (ya|ahora|aqui|hoy|en)?", "solo (hoy|esta semana)", "(darte|darse) de baja",
        "(jetzt|hier|gleich|heute) (kaufen|bestellen|klicken|sichern|anmelden|zugreifen|shoppen|sparen)", "nur (heute|diese woche|fur kurze zeit)", "(abmelden|abbestellen)",
        "(achetez|commandez|cliquez|profitez|inscrivez vous|decouvrez|foncez) *", "(aujourd hui|cette semaine) seulement", "se (desabonner|desinscrire)",
        "(acquista|ordina|clicca|approfitta|approfittane|iscriviti|scopri) *", "solo (oggi|questa settimana)",
        "(compre|aproveite|clique|encomende|inscreva se|adquira) *", "(so|apenas) (hoje|esta semana)",
        "(hemen|simdi) (al|alin|tikla|tiklayin|siparis *|satin *|katil*|uye *)", "sadece bugun",
        "(点击|點擊|立即|马上下单|抢购|搶購|扫码|掃碼|加微信|限时)", "(今すぐ|クリック|お申し込み|ご購入|登録はこちら|本日限り)", "(اشتر|اشتري|تسوق|اضغط|انقر|سجل|اطلب) (الان|هنا)", "(اليوم فقط|لفتره محدوده)");

    /// <summary>The text is that.</summary>
    public static bool Is(string text)
    {
        if (Questions.Marked(text))
        {
            return false;
        }

        var folded = FoldedText.Of(text);
        return new[] { ReplyChecks.HoldsLink(text), Share().IsMatch(text), Offers.In(folded), Calls.In(folded) }.Count(sign => sign) >= Enough;
    }

    /// <summary>"70%", in the digits of any script.</summary>
    [GeneratedRegex(@"\p{Nd}\s{0,2}[%٪％]|[%٪％]\s?\p{Nd}|\p{Nd}\s?折", RegexOptions.NonBacktracking)]
    private static partial Regex Share();
}
