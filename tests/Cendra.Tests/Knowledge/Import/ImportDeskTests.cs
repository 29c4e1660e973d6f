using System.Text;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Export;
using Cendra.Knowledge.Import;
using Cendra.Knowledge.Import.Past;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Knowledge.Import;

public sealed class ImportDeskTests : IAsyncLifetime
{
    private static readonly Editor Owner = new("host:owner", PropertyScope.All);

    private TestDatabase _world = null!;
    private Property _casa = null!;
    private Property _loft = null!;
    private ArticleDesk _articles = null!;
    private ImportDesk _import = null!;
    private PastDesk _past = null!;
    private ExportDesk _export = null!;

    public async Task InitializeAsync()
    {
        _world = await TestDatabase.CreateAsync();
        (_casa, _loft) = (_world.Rows.Property("Casa"), _world.Rows.Property("Loft"));
        await _world.SaveAsync(_casa, _loft);
        var (database, known) = (_world.Get<CendraDatabase>(), new KnownCodes(_world.Vault, _world.Get<SecretVault>()));
        _articles = new ArticleDesk(database, known, _world.Clock, _world.Ids);
        (_import, _past, _export) = (new ImportDesk(database, _articles), new PastDesk(database, known, _world.Clock, _world.Ids), new ExportDesk(database));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Articles_wait_for_a_host_and_the_same_file_twice_changes_nothing()
    {
        var file = File("faq.csv", "question,answer,property,language\nWhere do we park?,Behind the house.,casa,\nAre pets welcome?,Yes.,,es\n");

        var preview = await _import.PreviewAsync(file, Owner, default);
        Assert.Equal((2, 0), (preview.Count(ImportStep.New), (await RowsAsync()).Count));
        Assert.Equal(2, (await _import.TakeOverAsync(file, Owner, default)).Count(ImportStep.New));
        var first = await RowsAsync();
        Assert.Equal(2, (await _import.TakeOverAsync(file, Owner, default)).Count(ImportStep.Unchanged));

        Assert.Equal(["Are pets welcome? es all faq.csv, line 3", "Where do we park? en Casa faq.csv, line 2"], first.Select(a => $"{a.Question} {a.Language} {(a.IsForAll ? "all" : a.Properties.Single().Property!.Name)} {a.SourceWords}"));
        Assert.All(first, a => Assert.Equal((ArticleStatus.Pending, ArticleSource.Import), (a.Status, a.Source)));
        Assert.Equal(first.Select(a => (a.Id, a.Version)), (await RowsAsync()).Select(a => (a.Id, a.Version)));
    }

    [Fact]
    public async Task Another_answer_changes_the_article_and_what_a_host_changed_since_stays()
    {
        await TakeAsync("Where do we park?,Behind the house.,,");
        var id = (await RowsAsync()).Single().Id;
        await _articles.SetStatusAsync(id, ArticleStatus.Approved, Owner, default);

        Assert.Equal(ImportStep.Changed, (await TakeAsync("Where do we park?,In front.,,")).Lines.Single().Step);
        var changed = (await RowsAsync()).Single();
        Assert.Equal((id, "In front.", ArticleStatus.Pending, 2), (changed.Id, changed.Answer, changed.Status, changed.Number));

        Assert.Equal(ImportStep.Unchanged, (await TakeAsync("Where do we park?,Behind the house.,,")).Lines.Single().Step);
        Assert.Equal("In front.", (await RowsAsync()).Single().Answer);
    }

    [Fact]
    public async Task One_question_has_an_article_for_each_season()
    {
        const string Rows = "Is the pool open?,Until nine.,Casa,2026-05-01,2026-09-30\nIs the pool open?,It is closed.,Casa,2026-10-01,2027-04-30";

        Assert.Equal(2, (await TakeDatedAsync(Rows)).Count(ImportStep.New));
        Assert.Equal(2, (await TakeDatedAsync(Rows)).Count(ImportStep.Unchanged));
        Assert.Equal(1, (await TakeDatedAsync("Is the pool open?,Only for swimmers.,Casa,2027-05-01,2027-09-30")).Count(ImportStep.New));
        Assert.Equal(["Until nine.", "It is closed.", "Only for swimmers."], (await RowsAsync()).OrderBy(a => a.ValidFrom).Select(a => a.Answer));
        var twice = await TakeDatedAsync("Is the pool open?,Yes.,Casa,2026-05-01,2026-09-30\nIs the pool open?,No.,Casa,2026-05-01,2026-09-30");
        Assert.Equal("line 3", Assert.Single(twice.Problems).Place);
    }

    [Fact]
    public async Task A_season_that_a_file_makes_longer_is_the_same_article()
    {
        await TakeDatedAsync("Is the pool open?,Until nine.,Casa,2026-05-01,2026-09-30");

        Assert.Equal(ImportStep.Changed, (await TakeDatedAsync("Is the pool open?,Until nine.,Casa,2026-05-01,2026-10-15")).Lines.Single().Step);
        Assert.Equal(new DateOnly(2026, 10, 15), (await RowsAsync()).Single().ValidUntil);
    }

    [Fact]
    public async Task What_a_host_changed_since_stays_when_a_file_changes_something_else()
    {
        await TakeFactsAsync("Is the pool open?,Until nine.,parking,Casa,,2026-09-30,");
        var row = (await RowsAsync()).Single();
        var draft = new ArticleDraft { Id = row.Id, Version = row.Version, Question = row.Question, Answer = row.Answer, Topic = "pool", Language = "en", PropertyIds = [_casa.Id], IsSensitive = true, ValidUntil = row.ValidUntil, IsApproved = true };
        Assert.Empty((await _articles.SaveAsync(draft, Owner, default)).Problems);

        var file = File("a.csv", FactsHeader + "Is the pool open?,Until nine.,kitchen,Casa,,2026-10-31,");
        var seen = Assert.Single((await _import.PreviewAsync(file, Owner, default)).Lines);
        await _import.TakeOverAsync(file, Owner, default);

        Assert.Equal((ImportStep.Changed, "who may be told, the topic"), (seen.Step, string.Join(", ", seen.Kept)));
        var after = (await RowsAsync()).Single();
        Assert.Equal((ArticleStatus.Approved, true, "pool", new DateOnly(2026, 10, 31)), (after.Status, after.IsSensitive, after.Topic, after.ValidUntil!.Value));
        Assert.Equal(ImportStep.Unchanged, (await _import.TakeOverAsync(file, Owner, default)).Lines.Single().Step);
    }

    [Fact]
    public async Task What_no_host_changed_the_file_changes()
    {
        await TakeFactsAsync("Is the pool open?,Until nine.,parking,Casa,,,");

        Assert.Equal(ImportStep.Changed, (await TakeFactsAsync("Is the pool open?,Until nine.,pool,Casa,,,yes")).Lines.Single().Step);
        Assert.Equal(("pool", true), ((await RowsAsync()).Single().Topic, (await RowsAsync()).Single().IsSensitive));
        Assert.Equal(ImportStep.Changed, (await TakeFactsAsync("Is the pool open?,Until nine.,pool,Casa,,,no")).Lines.Single().Step);
        Assert.False((await RowsAsync()).Single().IsSensitive);
    }

    [Fact]
    public async Task An_article_that_a_host_put_away_stays_away_when_the_file_says_something_else()
    {
        await TakeAsync("Where do we park?,Behind the house.,Casa,");
        await _articles.SetStatusAsync((await RowsAsync()).Single().Id, ArticleStatus.Off, Owner, default);

        var line = (await TakeAsync("Where do we park?,In front.,Casa,")).Lines.Single();

        Assert.Equal((ImportStep.Changed, "that it is put away"), (line.Step, line.Kept.Single()));
        Assert.Equal((ArticleStatus.Off, "In front."), ((await RowsAsync()).Single().Status, (await RowsAsync()).Single().Answer));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_article_that_a_host_moved_is_known_again_and_stays_where_the_host_moved_it(bool isBeforeMarks)
    {
        const string Rows = "Where do we park?,Behind the house.,Casa,\nWhere do we park?,In the yard.,,";
        await TakeAsync(Rows);
        if (isBeforeMarks)
        {
            await _world.SqlAsync("UPDATE \"Articles\" SET \"SourceText\" = substr(\"SourceText\", 1, instr(\"SourceText\", char(10)) - 1)");
        }

        var row = (await RowsAsync()).Single(a => !a.IsForAll);
        var draft = new ArticleDraft { Id = row.Id, Version = row.Version, Question = row.Question, Answer = row.Answer, Language = "es", PropertyIds = [_loft.Id] };
        Assert.Empty((await _articles.SaveAsync(draft, Owner, default)).Problems);

        var again = await TakeAsync(Rows);
        Assert.Equal(2, again.Count(ImportStep.Unchanged));
        Assert.Equal("the language, for which properties it holds", string.Join(", ", again.Lines[0].Kept));
        Assert.Equal(2, (await RowsAsync()).Count);
        if (!isBeforeMarks)
        {
            Assert.Equal(ImportStep.Changed, (await TakeAsync("Where do we park?,Across the street.,Casa,")).Lines[0].Step);
            var moved = (await RowsAsync()).Single(a => !a.IsForAll);
            Assert.Equal((row.Id, "es", _loft.Id, "Across the street."), (moved.Id, moved.Language, moved.Properties.Single().PropertyId, moved.Answer));
        }
    }

    [Fact]
    public async Task A_code_is_left_out_and_the_article_is_approved_only_when_it_is_mended()
    {
        var taken = await TakeAsync("How do we get in?,The lockbox code is 4821.,Casa,");
        var row = (await RowsAsync()).Single();

        Assert.Equal(1, taken.CodeLike);
        Assert.Equal("The lockbox code is {{left-out}}.", row.Answer);
        Assert.NotEmpty((await _articles.SetStatusAsync(row.Id, ArticleStatus.Approved, Owner, default)).Problems);
        var draft = new ArticleDraft { Id = row.Id, Version = row.Version, Question = row.Question, Answer = "The lockbox code is {{lockbox}}.", Language = "en", PropertyIds = [_casa.Id] };
        Assert.Empty((await _articles.SaveAsync(draft, Owner, default)).Problems);
        Assert.Equal(ImportStep.Unchanged, (await TakeAsync("How do we get in?,The lockbox code is 4821.,Casa,")).Lines.Single().Step);
        Assert.Equal((ArticleStatus.Approved, "The lockbox code is {{lockbox}}."), ((await RowsAsync()).Single().Status, (await RowsAsync()).Single().Answer));
        Assert.DoesNotContain("4821", Encoding.Latin1.GetString(await ReadSharedAsync(_world.File)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_properties_questions_with_codes_and_second_questions_are_named()
    {
        var taken = await TakeAsync("A?,1,Villa,\nIs the gate code 4821?,Yes,,\nB?,2,,\nB?,3,,\nC?,4,,");

        Assert.Equal(["line 2", "line 3", "line 5"], taken.Problems.Select(p => p.Place));
        Assert.Equal(["B?", "C?"], (await RowsAsync()).Select(a => a.Question));
    }

    [Fact]
    public async Task Somebody_who_sees_one_property_takes_over_and_hands_out_that_alone()
    {
        await TakeAsync("A?,1,,\nB?,2,Casa; Loft,\nC?,3,Loft,");
        var some = new Editor("host:some", PropertyScope.Some([_casa.Id]));

        var refused = await _import.TakeOverAsync(File("a.csv", "question,answer,property\nD?,4,\nE?,5,Loft\nF?,6,Casa"), some, default);
        var seen = Encoding.UTF8.GetString((await _export.WriteAsync(some.Scope, ArticleFormat.Csv, default)).Bytes);

        Assert.Equal((2, 1), (refused.Count(ImportStep.Refused), refused.Count(ImportStep.New)));
        Assert.Equal("\uFEFFquestion,answer,topic,language,property,from,until,sensitive\r\nA?,1,,en,,,,\r\nB?,2,,en,Casa,,,\r\nF?,6,,en,Casa,,,\r\n", seen);
    }

    [Theory]
    [InlineData(ArticleFormat.Csv)]
    [InlineData(ArticleFormat.Yaml)]
    [InlineData(ArticleFormat.Markdown)]
    public async Task What_is_handed_out_comes_back_unchanged(ArticleFormat format)
    {
        await TakeAsync("A?,# 1,,\nB?,2,Casa; Loft,de\nWhere do we park?,\"a\n\nb\",Loft,");

        var file = await _export.WriteAsync(PropertyScope.All, format, default);
        var back = await _import.TakeOverAsync(new GivenFile(file.Name, file.Bytes, "en"), Owner, default);

        Assert.Equal((3, 3), (file.Articles, back.Count(ImportStep.Unchanged)));
        Assert.Empty(back.Problems);
    }

    [Fact]
    public async Task Past_questions_become_candidates_once()
    {
        var file = File("past.csv", "conversation,author,at,text,property\n1,guest,2026-05-01T10:00:00Z,Where can we park?,Casa\n1,host,2026-05-01T11:00:00Z,Behind the house.,Casa\n2,guest,2026-05-02T10:00:00Z,where can we PARK,Casa\n2,host,2026-05-02T11:00:00Z,In the yard.,Casa\n3,guest,2026-05-03T10:00:00Z,Is there a cot?,\n3,host,2026-05-03T11:00:00Z,\"Yes, the keypad code is 4821\",\n4,guest,2026-05-03T10:00:00Z,Is there a cot?,Villa\n4,host,2026-05-03T11:00:00Z,No,Villa\n");

        var first = await _past.TakeOverAsync(file, [], Owner, default);
        var second = await _past.TakeOverAsync(file, [], Owner, default);

        Assert.Equal((4, 2, 0), (first.Exchanges, first.Added, second.Added));
        Assert.Equal("line 8", Assert.Single(first.Problems).Place);
        await using var db = _world.Open();
        var rows = await db.ArticleCandidates.Include(c => c.Questions).OrderBy(c => c.FirstAskedUtc).ToListAsync();
        Assert.Equal([("Where can we park?", "Behind the house.", (Guid?)_casa.Id, 2), ("Is there a cot?", "Yes, the keypad code is {{left-out}}", null, 1)], rows.Select(r => (r.Question, r.Answer, r.PropertyId, r.Questions.Count)));
    }

    private const string FactsHeader = "question,answer,topic,property,from,until,sensitive\n";

    private Task<ImportPreview> TakeFactsAsync(string rows) => _import.TakeOverAsync(File("a.csv", FactsHeader + rows), Owner, default);

    private Task<ImportPreview> TakeDatedAsync(string rows) => _import.TakeOverAsync(File("a.csv", "question,answer,property,from,until\n" + rows), Owner, default);

    private Task<ImportPreview> TakeAsync(string rows) => _import.TakeOverAsync(File("a.csv", "question,answer,property,language\n" + rows), Owner, default);

    private static GivenFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text), "en");

    private async Task<List<Article>> RowsAsync()
    {
        await using var db = _world.Open();
        return await db.Articles.Include(a => a.Properties).ThenInclude(p => p.Property).OrderBy(a => a.Question).ToListAsync();
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        var all = new MemoryStream();
        foreach (var file in new[] { path, path + "-wal" }.Where(System.IO.File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await stream.CopyToAsync(all);
        }

        return all.ToArray();
    }
}
