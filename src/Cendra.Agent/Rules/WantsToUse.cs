using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>One sentence that asks without asking: "I want to park my car", "a question about the pool". What is wanted is there for every guest and only has to be told.</summary>
internal static class WantsToUse
{
    private static readonly Phrases Wants = new(
        "(i|we) (want|need|would like|d like|wish|plan|intend|hope) to (park|leave (my|our|the|a) (car|van|bike|bikes|motorbike|bags|luggage)|use|access|bring (my|our|a)|swim|connect|visit)", "(question|questions|information|info) (about|on|regarding|concerning)", "(i|we) (have|ve got|got) (a )?question",
        "(quiero|queremos|necesito|necesitamos|quisiera|quisieramos|me gustaria|nos gustaria) (aparcar|dejar (el|mi|nuestro) coche|usar|utilizar|llevar|traer|nadar|conectar*)", "(pregunta|preguntas|informacion) sobre",
        "(ich|wir) (mochte|mochten|moechte|moechten|will|wollen|wurde gern|wurden gern) .. (parken|abstellen|benutzen|nutzen|mitbringen|schwimmen|verbinden)", "(frage|fragen) (zu|zum|zur)", "(informationen|infos) (uber|ueber|zu|zum|zur)",
        "(je|nous) (veux|voulons|voudrais|voudrions|souhaite|souhaitons) (garer|laisser (ma|la|notre) voiture|utiliser|amener|nager|me connecter|nous connecter)", "(question|questions|renseignements?|informations?) sur",
        "(vorrei|vorremmo|voglio|vogliamo) (parcheggiare|lasciare (la|la mia|la nostra) (macchina|auto)|usare|utilizzare|portare|nuotare|collegar*)", "(domanda|domande|informazion[ei]) (su|sul|sulla|sui|sulle)",
        "(quero|queremos|queria|queriamos|gostaria de|gostariamos de|preciso de|precisamos de) (estacionar|deixar o carro|usar|utilizar|levar|trazer|nadar|ligar)", "(pergunta|perguntas|informacao|informacoes) sobre",
        "(park etmek|kullanmak|yuzmek|getirmek|baglanmak) isti(yorum|yoruz)", "hakkinda (bilgi|soru|bir soru)*", "(想|要|需要)(停车|停車|用|使用|带|帶|游泳|连|連)", "(想问|想問|咨询|諮詢)", "(駐車したい|停めたい|使いたい|連れて行きたい|泳ぎたい|接続したい)", "について(知りたい|聞きたい|質問)",
        "(اريد|نريد|اود|نود|ابغي|بدي) (ان )?(اركن|نركن|استخدم|نستخدم|استخدام|احضار|السباحه|الاتصال)", "(سؤال|استفسار|معلومات) عن");

    /// <summary>It is one sentence beside a greeting, and such a one.</summary>
    public static bool In(string text)
    {
        var sentences = FoldedText.Of(text).Split(" . ").Select(s => $" {s.Trim()} ").Where(s => s.Trim().Length > 0 && !SmallTalk.OnlyGreets(s)).ToList();
        return sentences is [var only] && Wants.In(only);
    }
}
