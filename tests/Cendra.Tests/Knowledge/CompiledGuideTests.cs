using Cendra.Knowledge.Search;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Knowledge;

public sealed class CompiledGuideTests
{
    private static readonly GuideText Parking = Text(1, "Where can we park?", "Our garage is at the back, place 14. On the street it is free on Sundays.", "parking");
    private static readonly GuideText Wifi = Text(2, "How do I get on the WiFi?", "The network is called Casa, the password is {{wifi}}.", "wifi");
    private static readonly GuideText Oven = Text(3, "How does the oven work?", "Turn the left knob to the lamp, the right one to the heat.", "kitchen");
    private static readonly GuideText Beach = Text(4, "Where is the nearest beach?", "Ten minutes on foot, down the road to the harbour.");
    private static readonly GuideText[] House = [Parking, Wifi, Oven, Beach];

    private static readonly Gen<string> Words = Gen.Elements("parking", "garage", "wifi", "password", "pool", "towels", "lift", "key", "oven", "beach", "noise", "breakfast", "late", "the", "is", "you", "停车", "駅", "موقف");
    private static readonly Gen<string> Sentence = Words.NonEmptyListOf().Select(words => string.Join(' ', words));

    private static readonly Arbitrary<List<GuideText>> AnyHouse = Gen.Zip(Sentence, Sentence).NonEmptyListOf()
        .Select(all => all.Select((t, i) => Text(i + 1, t.Item1, t.Item2)).ToList()).ToArbitrary();

    [Theory]
    [InlineData("de", "Wo können wir parken?", 1)]
    [InlineData("fr", "Où garer la voiture ?", 1)]
    [InlineData("ja", "駐車場はありますか", 1)]
    [InlineData("ar", "هل يوجد موقف للسيارات؟", 1)]
    [InlineData("zh", "有无线网吗？", 2)]
    [InlineData("tr", "fırın nasıl çalışıyor?", 3)]
    [InlineData("es", "¿hay playa cerca?", 4)]
    [InlineData("en", "wher is the neerest baech", 4)]
    [InlineData("en", "garage", 1)]
    public void A_question_in_any_language_or_spelling_finds_the_English_text(string language, string question, int expected) =>
        Assert.Equal(Id(expected), new CompiledGuide(House).Find(question, language, 1)[0].Text.Id);

    [Theory]
    [InlineData("停车场在哪里", "停车场在地下一层", "早餐几点开始")]
    [InlineData("駅までの道", "駅はどこですか", "ゴミの日はいつですか")]
    [InlineData("أين أقرب محطة", "أين المحطة القريبة", "متى يقدم الإفطار")]
    public void Texts_of_other_scripts_are_found_by_their_own_words(string query, string right, string wrong) =>
        Assert.Equal(right, new CompiledGuide([Text(1, wrong, ""), Text(2, right, "")]).Find(query, "zh", 1)[0].Text.Question);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!?")]
    [InlineData("👍")]
    [InlineData("thanks, that is great")]
    [InlineData("xylophone quartz")]
    [InlineData("4821")]
    public void What_says_nothing_finds_nothing(string query) => Assert.Empty(new CompiledGuide(House).Find(query, "en", 5));

    [Fact]
    public void A_score_is_explained_in_a_hosts_words_and_its_parts_add_up()
    {
        var found = new CompiledGuide(House).Find("is there a garage for parking", "en", 1)[0];
        Assert.Contains(found.Parts, p => p.Reason == "same topic: Parking");
        Assert.Contains(found.Parts, p => p.Reason.StartsWith("same words: ", StringComparison.Ordinal) && p.Reason.Contains("garage", StringComparison.Ordinal));
        Assert.Contains(found.Parts, p => p.Reason == "similar spelling");
        Assert.Equal(found.Score, found.Parts.Sum(p => p.Score), 9);
        Assert.Equal("same question", Assert.Single(new CompiledGuide(House).Find("where can WE park", "en", 1)[0].Parts).Reason);
    }

    [Fact]
    public void Meaning_counts_only_where_both_have_a_vector_of_the_same_length()
    {
        var guide = new CompiledGuide([Parking with { Vector = new float[] { 1, 0 } }, Beach with { Vector = new float[] { 0, 1 } }, Oven]);
        Assert.Equal(Beach.Id, guide.Find("somewhere to bathe", "en", 1, new float[] { 0, 1 })[0].Text.Id);
        Assert.Contains(guide.Find("somewhere to bathe", "en", 1, new float[] { 0, 1 })[0].Parts, p => p.Reason == "similar meaning");
        Assert.Empty(guide.Find("somewhere to bathe", "en", 1, new float[] { 0, 1, 0 }));
        Assert.Empty(guide.Find("somewhere to bathe", "en", 1, new float[] { 0, 0 }));
        Assert.Empty(guide.Find("somewhere to bathe", "en", 1));
    }

    [Fact]
    public void Of_equally_good_texts_the_asked_language_comes_first_and_then_the_lower_id()
    {
        var guide = new CompiledGuide([Text(3, "Sauna", ""), Text(1, "Sauna", "") with { Language = "de" }, Text(2, "Sauna", "")]);
        Assert.Equal([Id(2), Id(3), Id(1)], guide.Find("sauna", "en", 3).Select(f => f.Text.Id));
        Assert.Equal([Id(1), Id(2)], guide.Find("sauna", "de", 2).Select(f => f.Text.Id));
    }

    [Fact]
    public void A_guide_holds_each_text_once_and_an_empty_one_finds_nothing()
    {
        Assert.Throws<ArgumentException>(() => new CompiledGuide([Parking, Parking]));
        Assert.Empty(new CompiledGuide([]).Find("parking", "en", 3));
        Assert.Empty(new CompiledGuide(House).Find("parking", "en", 0));
    }

    [Property(MaxTest = 100)]
    public Property The_order_of_the_texts_does_not_matter() => Prop.ForAll(AnyHouse, Sentence.ToArbitrary(), (house, query) =>
        Assert.Equal(Seen(new CompiledGuide(house).Find(query, "en", 9)), Seen(new CompiledGuide(Enumerable.Reverse(house)).Find(query, "en", 9))));

    [Property(MaxTest = 100)]
    public Property A_text_is_found_first_by_its_own_question() => Prop.ForAll(AnyHouse, house =>
    {
        var guide = new CompiledGuide(house);
        Assert.All(house, text =>
        {
            var first = guide.Find(text.Question, "en", 1)[0];
            Assert.Equal(1, first.Score);
            Assert.Equal(text.Question, first.Text.Question);
        });
    });

    [Property(MaxTest = 50)]
    public Property What_another_property_says_changes_nothing() => Prop.ForAll(AnyHouse, AnyHouse, Sentence.ToArbitrary(), (mine, theirs, query) =>
    {
        var before = Seen(new CompiledGuide(mine).Find(query, "en", 9));
        var guide = new CompiledGuide(mine);
        new CompiledGuide(theirs).Find(query, "en", 9);
        Assert.Equal(before, Seen(guide.Find(query, "en", 9)));
    });

    [Property(MaxTest = 300)]
    public void Any_string_is_searched_and_every_score_lies_between_0_and_1(string? query, string? question, string? answer)
    {
        var found = new CompiledGuide([Text(1, question ?? "", answer ?? ""), .. House[1..]]).Find(query ?? "", "en", 9);
        Assert.All(found, f => Assert.InRange(f.Score, double.Epsilon, 1));
        Assert.Equal(found.OrderByDescending(f => f.Score).Select(f => f.Text.Id), found.Select(f => f.Text.Id));
    }

    [Fact]
    public void Half_a_character_at_the_end_of_what_is_read_does_no_harm()
    {
        var query = new string('a', CompiledGuide.LongestQuery - 1) + "😀";
        Assert.Equal(1, new CompiledGuide([Text(1, query, "")]).Find(query, "en", 1)[0].Score);
    }

    /// <summary>Memory taken stands for the work done: a clock would depend on the machine.</summary>
    [Theory]
    [InlineData("a.")]
    [InlineData("parking garage ")]
    [InlineData("駐車場")]
    [InlineData("\uD83D")]
    public void A_hundred_thousand_characters_cost_no_more_than_the_thousand_that_are_read(string piece)
    {
        var guide = new CompiledGuide(House);
        var query = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        guide.Find(query, "en", 3);
        var (capped, whole) = (Allocated(query[..CompiledGuide.LongestQuery]), Allocated(query));
        Assert.True(whole < (2 * capped) + 100_000, $"{capped} bytes for what is read, {whole} for all");

        long Allocated(string asked)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            guide.Find(asked, "en", 3);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static IEnumerable<(Guid, double)> Seen(IReadOnlyList<Found> found) => found.Select(f => (f.Text.Id, f.Score));

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static GuideText Text(int number, string question, string answer, string topic = "") => new(Id(number), question, answer, topic, "en");
}
