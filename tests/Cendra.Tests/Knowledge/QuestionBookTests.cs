using Cendra.Domain.Access;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Candidates;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Knowledge;

/// <summary>The same question is one candidate, however often, by whomever and in whatever order it is asked; nothing that opens a door stays readable in it.</summary>
public sealed class QuestionBookTests
{
    [Fact]
    public async Task The_same_question_is_one_candidate_however_it_is_put()
    {
        await using var world = await CandidateWorld.CreateAsync();
        await world.AskAsync("Is there a hairdryer?");
        await world.AskAsync("Hello, is there a HAIRDRYER please?!");
        await world.AskAsync("Good morning! We arrive with two kids. Do you have a hairdryer?");
        var candidate = Assert.Single(await AllAsync(world));
        Assert.Equal(("Is there a hairdryer?", 3, CandidateState.Open), (candidate.Question, candidate.Questions.Count, candidate.State));
        Assert.Equal(candidate.LastAskedUtc.AddMinutes(10), candidate.DueAtUtc);
    }

    [Theory]
    [InlineData("Where is the hairdryer?", "How much is the hairdryer?")]
    [InlineData("Is there a hairdryer?", "Is there a dishwasher?")]
    [InlineData("Can we smoke?", "Can we smoke on the balcony?")]
    [InlineData("When is breakfast?", "Is breakfast included?")]
    [InlineData("Is there a cot for a baby?", "Is there a playground for a baby?")]
    public async Task Other_questions_are_other_candidates(string one, string other)
    {
        await using var world = await CandidateWorld.CreateAsync();
        await world.AskAsync(one);
        await world.AskAsync(other);
        Assert.Equal(2, (await AllAsync(world)).Count);
    }

    [Fact]
    public async Task The_same_question_at_another_property_is_another_candidate()
    {
        await using var world = await CandidateWorld.CreateAsync();
        await world.AskAsync("Is there a hairdryer?");
        await world.AskAsync(world.Asked("Is there a hairdryer?", world.Other.Property.Id));
        Assert.Equal(2, (await AllAsync(world)).Count);
    }

    [Fact]
    public async Task A_message_is_counted_once_whether_it_comes_again_in_the_same_save_or_later()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var asked = world.Asked("Is there a hairdryer?");
        await using (var db = world.Database.Open())
        {
            await world.Database.Get<QuestionBook>().NoteAsync(db, asked, CancellationToken.None);
            await world.Database.Get<QuestionBook>().NoteAsync(db, asked, CancellationToken.None);
            await db.SaveChangesAsync();
        }

        await world.AskAsync(asked);
        Assert.Single(Assert.Single(await AllAsync(world)).Questions);
    }

    [Theory]
    [InlineData("Hello!")]
    [InlineData("Hola, buenos días")]
    [InlineData("Guten Morgen, danke!")]
    [InlineData("👍")]
    [InlineData("[[typed]]")]
    [InlineData("Is it four eight two nine one three?")]
    [InlineData("")]
    public async Task Greetings_and_codes_alone_are_no_question(string text)
    {
        await using var world = await CandidateWorld.CreateAsync();
        await world.AskAsync(text);
        Assert.Empty(await AllAsync(world));
    }

    [Fact]
    public async Task Addresses_numbers_codes_and_secrets_do_not_stay_readable()
    {
        await using var world = await CandidateWorld.CreateAsync();
        await world.Database.SaveAsync(new PropertySecret { Id = world.Database.Ids.Next(), PropertyId = world.CasaId, Name = "wifi", Sealed = world.Database.Get<SecretVault>().Seal("Blaumeise-im-Garten") });
        await world.AskAsync("Can you mail the invoice to ada@example.org or call +34 600 000 001, booking 4711 and 90 21 33, code [[typed]], wifi Blaumeise-im-Garten, {{wifi}}?");
        var question = Assert.Single(await AllAsync(world)).Question;
        Assert.DoesNotContain("ada@", question, StringComparison.Ordinal);
        Assert.DoesNotContain(question, char.IsDigit);
        Assert.DoesNotContain("Blaumeise", question, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", question, StringComparison.Ordinal);
        Assert.DoesNotContain("[[", question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_very_long_message_is_cut_between_words()
    {
        await using var world = await CandidateWorld.CreateAsync();
        await world.AskAsync($"Is there a {string.Concat(Enumerable.Repeat("very ", 300))}large table?");
        var question = Assert.Single(await AllAsync(world)).Question;
        Assert.True(question.Length <= CandidateTexts.LongestQuestion);
        Assert.EndsWith("very…", question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_turns_that_note_the_same_new_question_at_once_end_as_one_candidate_when_the_later_is_done_again()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var book = world.Database.Get<QuestionBook>();
        await using var one = world.Database.Open();
        await using var other = world.Database.Open();
        var (first, second) = (world.Asked("Is there a hairdryer?"), world.Asked("is there a hairdryer"));
        await book.NoteAsync(one, first, CancellationToken.None);
        await book.NoteAsync(other, second, CancellationToken.None);
        await one.SaveChangesAsync();
        await Assert.ThrowsAsync<DbUpdateException>(() => other.SaveChangesAsync());

        other.ChangeTracker.Clear();
        await book.NoteAsync(other, second, CancellationToken.None);
        await other.SaveChangesAsync();
        Assert.Equal(2, Assert.Single(await AllAsync(world)).Questions.Count);
    }

    [Fact]
    public async Task Guests_who_ask_a_known_question_at_once_collide_on_nothing()
    {
        await using var world = await CandidateWorld.CreateAsync();
        await world.AskAsync("Is there a hairdryer?");
        var book = world.Database.Get<QuestionBook>();
        var contexts = Enumerable.Range(0, 5).Select(_ => world.Database.Open()).ToList();
        foreach (var db in contexts)
        {
            await book.NoteAsync(db, world.Asked("Is there a hairdryer?"), CancellationToken.None);
        }

        foreach (var db in contexts)
        {
            await db.SaveChangesAsync();
            await db.DisposeAsync();
        }

        Assert.Equal(6, Assert.Single(await AllAsync(world)).Questions.Count);
    }

    [Fact]
    public async Task A_decided_question_is_counted_when_it_is_asked_again_and_stays_decided()
    {
        await using var world = await CandidateWorld.CreateAsync();
        await world.AskAsync("Is there a hairdryer?");
        var id = Assert.Single(await AllAsync(world)).Id;
        Assert.Empty(await world.Desk.RejectAsync(id, CandidateWorld.Host, CancellationToken.None));
        world.Database.Time.Advance(TimeSpan.FromDays(3));
        await world.AskAsync("Is there a hairdryer?");
        var candidate = Assert.Single(await AllAsync(world));
        Assert.Equal((CandidateState.Rejected, null, 2, world.Database.Clock.GetUtcNow()), (candidate.State, candidate.DueAtUtc, candidate.Questions.Count, candidate.LastAskedUtc));
    }

    private static Task<List<ArticleCandidate>> AllAsync(CandidateWorld world) => world.ReadAsync(db => db.ArticleCandidates.Include(c => c.Questions).AsNoTracking().ToListAsync());
}
