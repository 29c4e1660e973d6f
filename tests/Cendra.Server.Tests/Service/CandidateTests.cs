using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Candidates;
using Cendra.Messaging.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>A question that nothing answers is noted, a host's words after it become the suggested answer, and one click makes an article of it; whatever comes twice or late ends the same.</summary>
public sealed class CandidateTests
{
    private const string Question = "¿Hay secador de pelo?";
    private const string Answer = "Sí, está en el armario del baño.";
    private const string OtherPhone = "+34600000002";
    private static readonly Editor Host = new(AuditActor.Host(ServiceWorld.HostUser), PropertyScope.All);

    [Fact]
    public async Task From_a_guests_question_to_an_article_with_every_call_twice()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        world.CopiesAtOnce = 2;
        Assert.NotEqual("", await world.GuestWritesOnWhatsAppAsync(Question)); // P10: told that a person answers,
        Assert.NotEmpty(await world.OpenEscalationsAsync());                  // and a person is called.
        var asked = await CandidateAsync(world);
        Assert.Equal((Question, "", CandidateState.Open, 1), (asked.Question, asked.Answer, asked.State, asked.Questions.Count));

        Assert.Equal(DeskOutcome.Done, await world.HostWritesAsync("Hola, soy Marta."));
        Assert.Equal("", (await CandidateAsync(world)).Answer);
        Assert.Equal(DeskOutcome.Done, await world.HostWritesAsync(Answer));
        var answered = await CandidateAsync(world);
        Assert.Equal((Answer, CandidateKind.Stable), (answered.Answer, answered.Kind));

        await world.PmsSendsAndTheLockTakesItAsync("R2", "Born 9", "2026-06-05", "2026-06-08", guest: "Noor Jansen", phone: OtherPhone);
        Assert.NotEqual("", await world.GuestWritesOnWhatsAppAsync("Hola, ¿hay secador de pelo?", OtherPhone));
        Assert.Equal((2, Answer), ((await CandidateAsync(world)).Questions.Count, (await CandidateAsync(world)).Answer));

        var desk = world.Services.GetRequiredService<CandidateDesk>();
        var saved = await desk.ApproveAsync(answered.Id, Host, CancellationToken.None);
        Assert.Empty(saved.Problems);
        Assert.Equal(saved.Id, (await desk.ApproveAsync(answered.Id, Host, CancellationToken.None)).Id);
        await world.ClockMovesAsync(TimeSpan.FromHours(50));
        await using var db = world.Open();
        var article = await db.Articles.Include(a => a.Properties).SingleAsync();
        Assert.Equal((Answer, ArticleStatus.Approved, ArticleSource.Reply), (article.Answer, article.Status, article.Source));
        Assert.Equal((CandidateState.Approved, article.Id, null), ((await CandidateAsync(world)).State, (await CandidateAsync(world)).ArticleId, (await CandidateAsync(world)).DueAtUtc));
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    [Fact]
    public async Task The_same_call_again_hours_later_changes_nothing()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var fields = TwilioCalls.MessageOf("SM0123456789abcdef0123456789abcdef", Question);
        foreach (var wait in new[] { TimeSpan.FromSeconds(20), TimeSpan.FromHours(3) })
        {
            await world.CallAsync(TwilioCalls.Of(TwilioCalls.Messages, fields));
            await world.WorkAsync();
            await world.ClockMovesAsync(wait);
        }

        Assert.Single((await CandidateAsync(world)).Questions);
    }

    [Fact]
    public async Task A_codes_token_in_a_hosts_words_is_left_out_and_the_answer_is_of_this_stay_alone()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync(Question);
        Assert.Equal(DeskOutcome.Done, await world.HostWritesAsync("Sí, en el trastero; se abre con [[code]]."));
        var candidate = await CandidateAsync(world);
        Assert.Equal(CandidateKind.StaySpecific, candidate.Kind);
        Assert.Contains(KnownCodes.LeftOut, candidate.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("[[", candidate.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain(await world.DigitsAsync("R1", "flat"), string.Concat(await RowTexts.OfAsync(world)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_house_knows_small_talk_and_strangers_leave_no_question()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?");
        await world.GuestWritesOnWhatsAppAsync("Gracias");
        await world.GuestWritesOnWhatsAppAsync(Question, "+34699999999");
        await using var db = world.Open();
        Assert.Empty(await db.ArticleCandidates.ToListAsync());
    }

    [Fact]
    public async Task A_question_that_somebody_else_notes_in_the_same_moment_costs_the_guest_no_answer()
    {
        var raced = new RacedQuestion();
        await using var world = await ServiceWorld.WithAGuestInHouseAsync(new WorldOptions { Also = raced.AddTo });
        await world.GuestWritesOnWhatsAppAsync("¿Hay plancha de ropa?");
        raced.Times = 1;
        Assert.NotEqual("", await world.GuestWritesOnWhatsAppAsync(Question));
        Assert.Equal(0, raced.Times);
        await using var db = world.Open();
        var candidates = await db.ArticleCandidates.Include(c => c.Questions).ToListAsync();
        Assert.Equal(2, candidates.Count);
        Assert.Single(candidates.Single(c => c.Question == Question).Questions);
        Assert.All(await world.MessagesAsync(MessageKinds.FromGuest), m => Assert.Equal(MessageState.Answered, m.State));
    }

    private static async Task<ArticleCandidate> CandidateAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        return await db.ArticleCandidates.Include(c => c.Questions).AsNoTracking().SingleAsync();
    }
}
