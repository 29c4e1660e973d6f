using Cendra.Knowledge.Topics;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Knowledge;

public sealed class TopicBookTests
{
    [Fact]
    public void Every_topic_has_a_name_of_its_own_in_every_language()
    {
        Assert.InRange(TopicBook.All.Count, 30, 64);
        Assert.Equal(TopicBook.All.Count, TopicBook.All.Select(t => t.Id).Distinct().Count());
        Assert.All(TopicBook.All, topic => Assert.Matches("^[a-z]+(-[a-z]+)*$", topic.Id));
        foreach (var language in TopicBook.Languages)
        {
            var names = TopicBook.All.Select(t => TopicBook.Name(t.Id, language)).ToList();
            Assert.All(names, name => Assert.False(string.IsNullOrWhiteSpace(name)));
            Assert.Equal(names.Count, names.Distinct().Count());
        }
    }

    [Fact]
    public void A_topic_is_found_by_its_own_name_in_every_language()
    {
        foreach (var language in TopicBook.Languages)
        {
            Assert.All(TopicBook.All, topic => Assert.True(TopicBook.In(TopicBook.Name(topic.Id, language)).Contains(topic.Id), $"{language}: {topic.Id} by '{TopicBook.Name(topic.Id, language)}'"));
        }
    }

    [Theory]
    [InlineData("wifi", "What's the WiFi password?", "¿Cuál es la contraseña de la red inalámbrica?", "Comment se connecter à internet ?", "Wie lautet das WLAN-Passwort?", "Com'è la connessione internet?", "Qual é a senha da rede?", "İnternet şifresi nedir?", "无线网密码是多少？", "Wi-Fiのパスワードは？", "ما هي كلمة سر الواي فاي؟")]
    [InlineData("parking", "Where can we park?", "¿Dónde puedo aparcar?", "Où est-ce que je peux garer ma voiture ?", "Gibt es einen Parkplatz?", "C'è un parcheggio?", "Há estacionamento?", "Otopark var mı?", "有停车场吗？", "駐車場はありますか？", "هل يوجد موقف للسيارات؟")]
    [InlineData("check-in-time", "When can we check in?", "¿A qué hora es la entrada?", "À quelle heure peut-on arriver ?", "Ab wann können wir einchecken?", "A che ora possiamo entrare?", "A que horas podemos chegar?", "Giriş saati kaçta?", "几点可以入住？", "チェックインは何時ですか？", "متى موعد تسجيل الدخول؟")]
    [InlineData("check-out-time", "Is a late checkout possible?", "¿A qué hora hay que dejar el piso?", "À quelle heure faut-il libérer le logement ?", "Bis wann müssen wir auschecken?", "Entro che ora dobbiamo lasciare l'appartamento?", "Até que horas podemos sair?", "Saat kaça kadar çıkmamız gerekiyor?", "几点退房？", "チェックアウトは何時まで？", "ما هو وقت المغادرة؟")]
    [InlineData("luggage", "Can we leave our bags?", "¿Podemos dejar las maletas?", "Peut-on laisser nos valises ?", "Können wir das Gepäck abstellen?", "Possiamo lasciare i bagagli?", "Posso deixar as malas?", "Bavulları bırakabilir miyiz?", "可以寄存行李吗？", "荷物を預けられますか？", "هل يمكننا ترك الحقائب؟")]
    [InlineData("heating", "How do I turn on the heating?", "¿Cómo enciendo la calefacción?", "Comment allumer le chauffage ?", "Wie geht die Heizung an?", "Come si accende il riscaldamento?", "Como ligo o aquecimento?", "Kalorifer nasıl açılır?", "暖气怎么开？", "暖房の使い方は？", "كيف أشغل التدفئة؟")]
    [InlineData("hot-water", "There is no hot water", "No hay agua caliente", "Il n'y a pas d'eau chaude", "Es kommt kein warmes Wasser", "Non c'è acqua calda", "Não há água quente", "Sıcak su yok", "没有热水", "お湯が出ません", "لا يوجد ماء ساخن")]
    [InlineData("rubbish", "Where does the trash go?", "¿Dónde tiro la basura?", "Où sont les poubelles ?", "Wohin kommt der Müll?", "Dove si butta la spazzatura?", "Onde deixo o lixo?", "Çöp nereye atılıyor?", "垃圾放在哪里？", "ゴミはどこに捨てますか？", "أين أرمي القمامة؟")]
    [InlineData("pets", "Can I bring my dog?", "¿Se admiten mascotas?", "Mon chien peut-il venir ?", "Darf unser Hund mit?", "Possiamo portare il cane?", "Posso levar o meu cachorro?", "Köpeğimizi getirebilir miyiz?", "可以带狗吗？", "ペットは大丈夫ですか？", "هل يمكنني إحضار كلبي؟")]
    [InlineData("washing", "Is there a washing machine?", "¿Hay lavadora?", "Y a-t-il un lave-linge ?", "Gibt es eine Waschmaschine?", "C'è la lavatrice?", "Tem máquina de lavar?", "Çamaşır makinesi var mı?", "有洗衣机吗？", "洗濯機はありますか？", "هل توجد غسالة؟")]
    [InlineData("lift", "Is there an elevator?", "¿Hay ascensor?", "Y a-t-il un ascenseur ?", "Gibt es einen Aufzug?", "C'è l'ascensore?", "Há elevador?", "Asansör var mı?", "有电梯吗？", "エレベーターはありますか？", "هل يوجد مصعد؟")]
    [InlineData("breakfast", "Is breakfast included?", "¿Está incluido el desayuno?", "Le petit-déjeuner est-il compris ?", "Ist das Frühstück dabei?", "La colazione è inclusa?", "O pequeno-almoço está incluído?", "Kahvaltı dahil mi?", "含早餐吗？", "朝食は付いていますか？", "هل الإفطار مشمول؟")]
    [InlineData("transport", "How do we get here from the airport?", "¿Cómo llego desde el aeropuerto?", "Comment venir de l'aéroport ?", "Wie kommen wir vom Flughafen her?", "Come si arriva dall'aeroporto?", "Como chego do aeroporto?", "Havaalanından nasıl gelirim?", "从机场怎么来？", "空港からの行き方は？", "كيف نصل من المطار؟")]
    public void A_question_in_each_of_ten_languages_speaks_of_its_topic(string topic, params string[] questions)
    {
        Assert.Equal(TopicBook.Languages.Count, questions.Length);
        Assert.All(questions, question => Assert.True(TopicBook.In(question).Contains(topic), $"'{question}' speaks of {string.Join(", ", TopicBook.In(question))}"));
    }

    [Theory]
    [InlineData("What kind of place is it?")]
    [InlineData("That is not bad at all, vale, thanks")]
    [InlineData("クチコミを書きました")]
    [InlineData("家庭的でした")]
    [InlineData("Hundreds of thanks")]
    [InlineData("Nous sommes ravis, à bientôt")]
    [InlineData("")]
    [InlineData("?!… \n")]
    public void A_text_about_nothing_of_it_speaks_of_no_topic(string text) => Assert.Empty(TopicBook.In(text));

    [Fact]
    public void Words_of_two_sentences_make_no_phrase()
    {
        Assert.Contains("parking", TopicBook.In("We leave early with the car"));
        Assert.DoesNotContain("parking", TopicBook.In("We leave early. The car is fine"));
    }

    [Fact]
    public void An_unknown_topic_is_called_what_it_is_and_an_unknown_language_reads_English()
    {
        Assert.Equal("moon-base", TopicBook.Name("moon-base", "de"));
        Assert.Null(TopicBook.Find("moon-base"));
        Assert.Equal(TopicBook.Name("parking", "en"), TopicBook.Name("parking", "xx"));
        Assert.Equal("Parken", TopicBook.Name("parking", "de-AT"));
    }

    [Property(MaxTest = 300)]
    public void Any_text_is_read_and_its_topics_are_known(string? text) => Assert.All(TopicBook.In(text ?? ""), topic => Assert.NotNull(TopicBook.Find(topic)));

    /// <summary>Memory taken stands for the work done: a clock would depend on the machine.</summary>
    [Theory]
    [InlineData("a ")]
    [InlineData("a.")]
    [InlineData("leave the stay of the ")]
    [InlineData("駐車")]
    [InlineData("وال")]
    [InlineData("x")]
    public void Twice_the_text_is_twice_the_work(string piece)
    {
        TopicBook.In(piece);
        var (half, whole) = (Allocated(Repeated(piece, 50_000)), Allocated(Repeated(piece, 100_000)));
        Assert.True(whole < 3 * half, $"{half} bytes for 50,000 characters, {whole} for 100,000");
    }

    private static string Repeated(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    private static long Allocated(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        TopicBook.In(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
