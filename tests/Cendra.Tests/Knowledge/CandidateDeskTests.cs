using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Articles;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Knowledge;

/// <summary>A question becomes an article once, in one save with what it takes the place of, and only by somebody who sees its property.</summary>
public sealed class CandidateDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Approved_it_is_an_article_of_its_property_and_twice_is_once()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var candidate = await world.AnsweredAsync();
        var saved = await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None);
        Assert.Empty(saved.Problems);
        var again = await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None);
        Assert.Equal(saved.Id, again.Id);

        var article = Assert.Single(await ArticlesAsync(world));
        Assert.Equal(("Is there a hairdryer?", "Yes, it is in the bathroom cupboard.", "bathroom", ArticleSource.Reply, ArticleStatus.Approved), (article.Question, article.Answer, article.Topic, article.Source, article.Status));
        Assert.Equal(world.CasaId, Assert.Single(article.Properties).PropertyId);
        var row = await RowAsync(world, candidate.Id);
        Assert.Equal((CandidateState.Approved, article.Id, null), (row.State, row.ArticleId, row.DueAtUtc));
        Assert.Empty((await world.Database.VerifyAsync()).Problems);
    }

    [Fact]
    public async Task Two_people_who_approve_at_once_make_one_article()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var candidate = await world.AnsweredAsync();
        var saved = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None))));
        var article = Assert.Single(await ArticlesAsync(world));
        Assert.All(saved, s => Assert.Equal(article.Id, s.Id));
    }

    [Theory]
    [InlineData("", CandidateKind.Unknown, "Nobody answered it yet.")]
    [InlineData("I'll bring one tonight.", CandidateKind.StaySpecific, "The answer speaks of one stay alone. Because.")]
    public async Task Without_an_answer_for_everybody_one_click_is_refused(string answer, CandidateKind kind, string why)
    {
        await using var world = await CandidateWorld.CreateAsync();
        var candidate = await world.AnsweredAsync(answer: answer, kind: kind);
        var saved = await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None);
        Assert.Null(saved.Id);
        Assert.StartsWith(why, Assert.Single(saved.Problems), StringComparison.Ordinal);
        Assert.Empty(await ArticlesAsync(world));
        Assert.Equal(CandidateState.Open, (await RowAsync(world, candidate.Id)).State);
    }

    [Fact]
    public async Task Written_anew_it_is_approved_with_the_words_and_the_scope_of_the_person()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var candidate = await world.AnsweredAsync(answer: "I'll bring one tonight.", kind: CandidateKind.StaySpecific);
        var draft = new ArticleDraft { Question = "Do you have a hairdryer?", Answer = "It lies in the hall.", Topic = "bathroom", PropertyIds = [world.CasaId, world.Other.Property.Id] };
        var saved = await world.Desk.ApproveAsync(candidate.Id, draft, CandidateWorld.Host, None);
        var article = Assert.Single(await ArticlesAsync(world));
        Assert.Equal((saved.Id, "Do you have a hairdryer?", "It lies in the hall.", 2), (article.Id, article.Question, article.Answer, article.Properties.Count));
        Assert.Equal(article.Id, (await RowAsync(world, candidate.Id)).ArticleId);
    }

    [Fact]
    public async Task An_article_that_says_something_else_is_named_and_only_replaced_on_purpose_and_there_alone()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var old = await world.WroteAsync("When is check-out?", "Check-out is at 11:00.", "check-out-time", properties: [world.CasaId, world.Other.Property.Id]);
        var candidate = await world.AnsweredAsync("What time is check-out?", "Check-out is at 10:00.", "check-out-time");
        var refused = await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None);
        Assert.Contains("“When is check-out?”: The article says 11:00, the reply says 10:00.", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Single(await ArticlesAsync(world));
        Assert.Equal([Shown(old)], refused.InTheWay);

        Assert.Empty((await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None, refused.InTheWay)).Problems);
        var articles = await ArticlesAsync(world);
        Assert.Equal(2, articles.Count);
        var left = articles.Single(a => a.Id == old.Id);
        Assert.Equal((ArticleStatus.Approved, world.Other.Property.Id), (left.Status, Assert.Single(left.Properties).PropertyId));
    }

    [Fact]
    public async Task Replaced_where_it_held_last_the_old_article_is_put_away()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var old = await world.WroteAsync("When is check-out?", "Check-out is at 11:00.", "check-out-time");
        var candidate = await world.AnsweredAsync("What time is check-out?", "Check-out is at 10:00.", "check-out-time");
        Assert.Empty((await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None, [Shown(old)])).Problems);
        Assert.Equal(ArticleStatus.Off, (await ArticlesAsync(world)).Single(a => a.Id == old.Id).Status);
    }

    [Theory]
    [InlineData("Check-out is at 12:00.", "was changed after you looked at it, and nothing was saved: The article says 12:00, the reply says 10:00.")]
    [InlineData("Check-out is at 10:00.", "was changed after you looked at it")]
    public async Task An_article_that_was_changed_after_it_was_shown_is_not_replaced_and_nothing_is_lost(string now, string words)
    {
        await using var world = await CandidateWorld.CreateAsync();
        var old = await world.WroteAsync("When is check-out?", "Check-out is at 11:00.", "check-out-time");
        var candidate = await world.AnsweredAsync("What time is check-out?", "Check-out is at 10:00.", "check-out-time");
        var draft = new ArticleDraft { Id = old.Id, Version = old.Version, Question = old.Question, Answer = now, Topic = old.Topic, PropertyIds = [world.CasaId] };
        Assert.Empty((await world.Database.Get<ArticleDesk>().SaveAsync(draft, CandidateWorld.Host, None)).Problems);

        var refused = await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None, [Shown(old)]);

        Assert.Contains(words, Assert.Single(refused.Problems), StringComparison.Ordinal);
        var left = Assert.Single(await ArticlesAsync(world));
        Assert.Equal((ArticleStatus.Approved, now), (left.Status, left.Answer));
        Assert.Equal(CandidateState.Open, (await RowAsync(world, candidate.Id)).State);
        Assert.Empty((await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None, refused.InTheWay)).Problems);
        Assert.Equal(ArticleStatus.Off, (await ArticlesAsync(world)).Single(a => a.Id == old.Id).Status);
    }

    [Fact]
    public async Task Another_article_than_the_one_that_was_shown_is_named_before_it_is_replaced()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var candidate = await world.AnsweredAsync("What time is check-out?", "Check-out is at 10:00.", "check-out-time");
        var (shown, hidden) = (await world.WroteAsync("Is there a kettle?", "Yes.", "kitchen"), await world.WroteAsync("When is check-out?", "Check-out is at 11:00.", "check-out-time"));

        var refused = await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None, [Shown(shown)]);

        Assert.StartsWith("The article “When is check-out?”", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.All(await ArticlesAsync(world), a => Assert.Equal(ArticleStatus.Approved, a.Status));
        Assert.Equal([Shown(hidden)], refused.InTheWay);
    }

    [Fact]
    public async Task An_article_for_all_properties_is_held_against_those_of_every_property()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var (casa, other) = (await world.WroteAsync("When is check-out?", "Check-out is at 11:00.", "check-out-time"), await world.WroteAsync("Check-out time?", "Check-out is at 12:00.", "check-out-time", properties: [world.Other.Property.Id]));
        var candidate = await world.AnsweredAsync("What time is check-out?", "Check-out is at 10:00.", "check-out-time");
        var draft = new ArticleDraft { Question = candidate.Question, Answer = candidate.Answer, Topic = candidate.Topic, IsForAll = true };

        var refused = await world.Desk.ApproveAsync(candidate.Id, draft, CandidateWorld.Host, None);

        Assert.Equal(2, refused.Problems.Count);
        Assert.Equal(new[] { casa.Id, other.Id }.Order(), refused.InTheWay.Select(s => s.Id).Order());
        Assert.Empty((await world.Desk.ApproveAsync(candidate.Id, draft, CandidateWorld.Host, None, refused.InTheWay)).Problems);
        Assert.Equal(candidate.Question, Assert.Single(await ArticlesAsync(world), a => a.Status == ArticleStatus.Approved).Question);
    }

    [Fact]
    public async Task A_translation_of_an_article_that_is_put_away_stands_in_nobodys_way()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var first = await world.WroteAsync("¿A qué hora es la salida?", "A las 11:00.", "check-out-time", status: ArticleStatus.Off, but: a => a.Language = "es");
        await world.WroteAsync("When is check-out?", "Check-out is at 11:00.", "check-out-time", but: a => a.TranslatesId = first.Id);
        var candidate = await world.AnsweredAsync("What time is check-out?", "Check-out is at 10:00.", "check-out-time");

        Assert.Empty((await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None)).Problems);
    }

    [Fact]
    public async Task An_article_for_all_properties_is_never_replaced_for_one()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var old = await world.WroteAsync("When is check-out?", "Check-out is at 11:00.", "check-out-time", isForAll: true);
        var candidate = await world.AnsweredAsync("What time is check-out?", "Check-out is at 10:00.", "check-out-time");
        var saved = await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None, [Shown(old)]);
        Assert.Contains("holds for all properties", Assert.Single(saved.Problems), StringComparison.Ordinal);
        Assert.Single(await ArticlesAsync(world));
        Assert.Equal(CandidateState.Open, (await RowAsync(world, candidate.Id)).State);
    }

    [Fact]
    public async Task Somebody_who_sees_one_property_replaces_nothing_of_another()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var old = await world.WroteAsync("When is check-out?", "Check-out is at 11:00.", "check-out-time", properties: [world.CasaId, world.Other.Property.Id]);
        var candidate = await world.AnsweredAsync("What time is check-out?", "Check-out is at 10:00.", "check-out-time");
        var saved = await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Seeing(world.CasaId), None, [Shown(old)]);
        Assert.Contains("properties that you do not see", Assert.Single(saved.Problems), StringComparison.Ordinal);
        Assert.Single(await ArticlesAsync(world));
    }

    [Fact]
    public async Task A_code_in_the_answer_refuses_and_nothing_is_decided()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var candidate = await world.AnsweredAsync(answer: "Type 482913 at the door.");
        var saved = await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None);
        Assert.True(saved.CodeLike.IsReal);
        Assert.Equal(CandidateState.Open, (await RowAsync(world, candidate.Id)).State);
    }

    [Fact]
    public async Task What_was_left_out_of_an_answer_keeps_its_article_from_guests()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var candidate = await world.AnsweredAsync(answer: $"The box opens with {KnownCodes.LeftOut}.");
        await world.Desk.ApproveAsync(candidate.Id, CandidateWorld.Host, None);
        Assert.Equal(ArticleStatus.Pending, Assert.Single(await ArticlesAsync(world)).Status);
    }

    [Fact]
    public async Task Rejected_it_stays_so_and_an_approved_one_is_not_rejected()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var (rejected, approved) = (await world.AnsweredAsync(), await world.AnsweredAsync("Is there a kettle?", "Yes, in the kitchen.", "kitchen"));
        Assert.Empty(await world.Desk.RejectAsync(rejected.Id, CandidateWorld.Host, None));
        Assert.Empty(await world.Desk.RejectAsync(rejected.Id, CandidateWorld.Host, None));
        await world.Desk.ApproveAsync(approved.Id, CandidateWorld.Host, None);
        Assert.NotEmpty(await world.Desk.RejectAsync(approved.Id, CandidateWorld.Host, None));
        Assert.Equal((CandidateState.Rejected, CandidateState.Approved), ((await RowAsync(world, rejected.Id)).State, (await RowAsync(world, approved.Id)).State));
    }

    [Fact]
    public async Task Who_does_not_see_the_property_sees_no_question_of_it_and_none_without_a_property()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var (theirs, nobodys) = (await world.AnsweredAsync(), await world.AnsweredAsync(ofNoProperty: true));
        foreach (var id in new[] { theirs.Id, nobodys.Id })
        {
            var stranger = CandidateWorld.Seeing(world.Other.Property.Id);
            Assert.Contains("you do not see", Assert.Single((await world.Desk.ApproveAsync(id, stranger, None)).Problems), StringComparison.Ordinal);
            Assert.NotEmpty(await world.Desk.RejectAsync(id, stranger, None));
        }

        Assert.Contains("Choose the properties", Assert.Single((await world.Desk.ApproveAsync(nobodys.Id, CandidateWorld.Host, None)).Problems), StringComparison.Ordinal);
        Assert.Empty(await ArticlesAsync(world));
    }

    private static ShownArticle Shown(Article article) => new(article.Id, article.Version);

    private static Task<List<Article>> ArticlesAsync(CandidateWorld world) => world.ReadAsync(db => db.Articles.Include(a => a.Properties).AsNoTracking().ToListAsync());

    private static Task<ArticleCandidate> RowAsync(CandidateWorld world, Guid id) => world.ReadAsync(db => db.ArticleCandidates.AsNoTracking().SingleAsync(c => c.Id == id));
}
