using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Candidates;

/// <summary>Whether a text says yes or no: there is or is none, allowed or not, in the common words of ten languages. Pure.</summary>
internal static class YesNoWords
{
    private const string May = "(allowed|permitted|possible|available|included|provided|welcome|accepted|free|fine|necessary|needed)";

    /// <summary>"No problem" says yes.</summary>
    private static readonly Phrases NoTrouble = new("no (problem|worries)", "(ningun|sin|no hay) problema*", "kein problem", "(pas de|aucun) (probleme|souci)*", "nessun problema", "(sem|nenhum) problema*", "sorun (yok|degil)", "لا مشكلة", "*没问题*", "*問題ありません*");

    private static readonly HashSet<string> Yes = QuestionForms.Set("yes yeah yep sure si ja klar jawohl oui bien sim evet نعم اجل はい 是的 有的 可以 可以的 当然");

    private static readonly HashSet<string> No = QuestionForms.Set("no nope unfortunately nein leider non malheureusement nao infelizmente lamentablemente purtroppo hayir maalesef لا للاسف いいえ 不 没有 不可以 不行");

    private static readonly Phrases Denied = new(
        $"((is|are|isn|aren)( t)? )?not {May}", $"(isn|aren) t {May}", "(isn|aren) t", "(is|are) not", "(forbidden|prohibited|banned)", "(do|does) (not|n t|n)", "(don|doesn|can|won|couldn) t", "(cannot|can not|may not|must not)", "there (is|are) (no|none|not)", "no (pets|smoking|parking|dogs|parties|visitors|pool|lift|elevator|cot|crib|balcony|dishwasher|washing|air|heating|breakfast|barbecue*)", "(we|i) have no",
        "no (esta|estan|se|hay|tenemos|es|son|disponemos|aceptamos|admitimos|incluye*|puede*|dispone*)", "prohibid*",
        "(kein|keine|keinen|keinem|keiner)", "nicht (erlaubt|gestattet|moglich|vorhanden|verfugbar|inbegriffen|inklusive|enthalten|gern*)", "verboten", "untersagt", "nicht",
        "(n est|ne sont|n y a|n avons|ne .. ) pas", "pas (de|d|possible|autorise*|permis*|inclus*|disponible*|admis*)", "interdit*", "aucun*",
        "non (e|ce|c e|ci sono|sono|si|abbiamo|e consentito|ammess*|consentit*|disponibil*|inclus*)", "vietat*", "nessun*",
        "nao (e|ha|temos|esta|sao|se|permit*|aceit*|inclui*|dispo*)", "proibid*",
        "(yok|yoktur|yasak|yasaktir|degil|degildir|bulunmuyor|bulunmamaktadir|edilmez|edilmiyor|olmaz|yapilmaz)",
        "(ممنوع|ممنوعة|غير|ليس|لا يوجد|لا يسمح|لا تتوفر|لا نسمح|بدون)", "*不能*", "*不可以*", "*禁止*", "*没有*", "*不允许*", "*不提供*", "*不行*", "*不包*", "*てきません*", "*ありません*", "*いません*", "*不可*", "*お断り*", "*くたさい*ない*");

    private static readonly Phrases Granted = new(
        "(allowed|permitted|welcome|possible|available|included|provided|fine|free)", "you (can|may)", "there (is|are|s)", "(we|i) (have|offer|accept|provide)", "of course",
        "(permitid*|bienvenid*|posible|disponible*|incluid*|gratis)", "(hay|tenemos|disponemos|aceptamos|admitimos|puede|puedes|pueden|podeis)", "(claro|por supuesto)",
        "(erlaubt|gestattet|moglich|vorhanden|verfugbar|inbegriffen|inklusive|willkommen|kostenlos|gerne)", "(es gibt|gibt es|wir haben|sie (konnen|durfen)|ihr konnt)", "naturlich",
        "(autorise*|permis*|possible|disponible*|inclus*|gratuit*|bienvenu*)", "(il y a|nous avons|vous pouvez|y a)", "bien sur",
        "(consentit*|permess*|ammess*|possibile|disponibil*|inclus*|gratuit*)", "(c e|ci sono|abbiamo|potete|si puo)", "certo",
        "(permitid*|possivel|disponivel|incluid*|gratis|gratuito)", "(temos|podem|pode|aceitamos)", "claro",
        "(var|vardir|mumkun|serbest|serbesttir|mevcut|mevcuttur|ucretsiz|dahil|dahildir|olur|kullanabilirsiniz)", "(يوجد|متوفر|متوفرة|مسموح|يسمح|لدينا|يمكنكم|يمكنك|مجانا|متاح)",
        "*可以*", "*允许*", "*提供*", "*免费*", "*我们有*", "*てきます*", "*あります*", "*可能*", "*無料*", "*います*");

    /// <summary>True = yes, false = no; null = it says neither, or both of different things.</summary>
    public static bool? Of(string text)
    {
        var folded = FoldedText.Of(text);
        if (FoldedText.Words(folded) is not [var first, ..])
        {
            return null;
        }

        if (Yes.Contains(first) || NoTrouble.In(folded))
        {
            return true;
        }

        if (No.Contains(first))
        {
            return false;
        }

        var rest = Denied.CutFrom(folded);
        var (denied, granted) = (rest != folded, Granted.In(rest));
        return denied == granted ? null : granted;
    }

    /// <summary>The text without these words: what it says yes or no to.</summary>
    public static string Without(string text) => Granted.CutFrom(Denied.CutFrom(FoldedText.Of(text)));
}
