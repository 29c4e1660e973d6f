using Cendra.Agent;
using Cendra.Agent.Models;
using Cendra.Domain.Conversations;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Messaging.Inbound;
using Cendra.Tests.Lifecycle;
using Cendra.Tests.World;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Cendra.Tests.Messaging;

/// <summary>What the model has cost, by the rows of the turns: whoever answered them.</summary>
public sealed class ModelBudgetsTests : IAsyncLifetime
{
    private readonly ChatModelOptions _settings = new() { Provider = ChatModelProvider.OpenAI, Model = "m" };
    private TestDatabase _database = null!;
    private House _house = null!;
    private Conversation _conversation = null!;

    [Fact]
    public async Task What_is_left_to_a_conversation_counts_all_its_turns_of_24_hours_and_no_others()
    {
        var other = await HasConversationAsync("2", "739105");
        await TurnAsync(_conversation, 4, 1_000, 200, responder: "agent");
        await TurnAsync(_conversation, 2, 500, 300, responder: "basic-replies");
        await TurnAsync(other, 4, 9_000, 0);
        Assert.Equal(new ModelBudget(34, 118_000, false), await LeftAsync());
        _database.Time.Advance(TimeSpan.FromHours(23));
        await TurnAsync(_conversation, 1, 100, 0);
        _database.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(new ModelBudget(39, 119_900, false), await LeftAsync());
    }

    [Fact]
    public async Task Without_a_model_or_a_cap_nothing_is_counted()
    {
        await TurnAsync(_conversation, 4, 10_000_000, 0);
        Assert.False((await LeftAsync()).MonthIsOver);
        _settings.Model = "";
        Assert.Equal(ModelBudget.Unlimited, await LeftAsync());
    }

    [Fact]
    public async Task The_cap_of_a_month_holds_for_every_conversation_until_the_month_is_over()
    {
        _settings.MonthlyTokens = 10_000;
        var other = await HasConversationAsync("2", "739105");
        await TurnAsync(other, 4, 9_000, 999);
        Assert.False((await LeftAsync()).MonthIsOver);
        await TurnAsync(other, 1, 1, 0);
        Assert.True((await LeftAsync()).MonthIsOver);
        Assert.True((await LeftAsync(forNobody: true)).MonthIsOver);
        _database.Time.SetUtcNow(new DateTimeOffset(2026, 6, 30, 23, 59, 59, TimeSpan.Zero));
        Assert.True((await LeftAsync()).MonthIsOver);
        _database.Time.SetUtcNow(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.False((await LeftAsync()).MonthIsOver);
    }

    [Fact]
    public async Task Translations_count_in_the_month_and_not_in_the_day_of_a_conversation()
    {
        _settings.MonthlyTokens = 10_000;
        await TurnAsync(_conversation, 1, 7_000, 0);
        var message = await SaidAsync();
        await using (var db = _database.Open())
        {
            db.MessageTranslations.Add(new MessageTranslation { MessageId = message, Language = "en", InputTokens = 2_000, OutputTokens = 1_000, MadeUtc = _database.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        }

        Assert.Equal(new ModelBudget(39, 113_000, true), await LeftAsync());
        Assert.True((await LeftAsync(forNobody: true)).MonthIsOver);
        _database.Time.SetUtcNow(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.False((await LeftAsync(forNobody: true)).MonthIsOver);
    }

    [Fact]
    public async Task A_turn_that_was_dropped_counts_and_stands_beside_no_message()
    {
        _settings.MonthlyTokens = 10_000;
        var dropped = new DroppedTurns(_database.Get<Cendra.Domain.Database.CendraDatabase>(), Budgets(), _database.Get<JobWaker>(), _database.Clock, _database.Ids, Microsoft.Extensions.Logging.Abstractions.NullLogger<DroppedTurns>.Instance);
        await dropped.CountAsync(_conversation.Id, new TurnRecord("rules", [], ""), _database.Clock.GetUtcNow(), CancellationToken.None);
        await dropped.CountAsync(_conversation.Id, new TurnRecord("agent", ["looked"], "", new ModelUse("m", 2, 1, 9_500, 500)), _database.Clock.GetUtcNow(), CancellationToken.None);
        Assert.Equal(new ModelBudget(38, 110_000, true), await LeftAsync());
        await using var db = _database.Open();
        var row = await db.AgentTurns.SingleAsync();
        Assert.Equal((Guid.Empty, "", "Dropped: the conversation went on while it was written."), (row.About, row.Steps, row.Outcome));
        Assert.Equal("The model's tokens of this month are used up", Assert.Single(await CallsAsync()).Title);
    }

    [Fact]
    public async Task A_host_hears_once_a_month_of_four_fifths_and_once_of_the_end_in_one_call()
    {
        _settings.MonthlyTokens = 10_000;
        await TurnAsync(_conversation, 1, 7_999, 0);
        Assert.Empty(await CallsAsync());
        await TurnAsync(_conversation, 1, 1, 0);
        await TurnAsync(_conversation, 1, 100, 0);
        var first = Assert.Single(await CallsAsync());
        Assert.Equal(("model-budget:2026-06", EscalationPriority.P3), (first.Cause, first.Priority));
        Assert.True(EscalationEnds.IsByPeople(first.Cause));
        await TurnAsync(_conversation, 1, 2_000, 0);
        await TurnAsync(_conversation, 1, 2_000, 0);
        var last = Assert.Single(await CallsAsync());
        Assert.Equal((first.Id, EscalationPriority.P2, "The model's tokens of this month are used up"), (last.Id, last.Priority, last.Title));

        await CloseAsync();
        await TurnAsync(_conversation, 1, 1, 0);
        Assert.Single(await CallsAsync());
        _database.Time.SetUtcNow(new DateTimeOffset(2026, 7, 3, 0, 0, 0, TimeSpan.Zero));
        await TurnAsync(_conversation, 1, 8_000, 0);
        Assert.Equal(2, (await CallsAsync()).Count);
    }

    [Fact]
    public async Task Who_closed_the_first_call_is_called_again_at_the_end()
    {
        _settings.MonthlyTokens = 10_000;
        await TurnAsync(_conversation, 1, 8_000, 0);
        await CloseAsync();
        await TurnAsync(_conversation, 1, 500, 0);
        Assert.Single(await CallsAsync());
        await TurnAsync(_conversation, 1, 2_000, 0);
        Assert.Equal([EscalationPriority.P2, EscalationPriority.P3], (await CallsAsync()).Select(e => e.Priority).Order());
    }

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(also: services => services.AddLogging().AddSingleton<IBackgroundJobClient, NoJobs>().AddSingleton<IRecurringJobManager>(new RecordedSweeps()).AddSingleton<JobWaker>());
        _conversation = await HasConversationAsync("1", "482913");
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    private async Task<Conversation> HasConversationAsync(string id, string digits)
    {
        _house = _database.Rows.House(id, digits);
        var conversation = _database.Rows.Conversation(_house.Reservation, _house.Stay);
        await _database.SaveAsync([.. _house.All, conversation]);
        return conversation;
    }

    private async Task<Guid> SaidAsync()
    {
        await using var db = _database.Open();
        var message = new Message { Id = _database.Ids.Next(), ConversationId = _conversation.Id, Kind = MessageKinds.FromGuest, DedupeKey = "in:1", Body = "Hola", CreatedUtc = _database.Clock.GetUtcNow() };
        db.Messages.Add(message);
        await db.SaveChangesAsync();
        return message.Id;
    }

    private ModelBudgets Budgets() => new(new Unchanging(_settings), _database.Clock);

    private async Task<ModelBudget> LeftAsync(bool forNobody = false)
    {
        await using var db = _database.Open();
        return await Budgets().OfAsync(db, forNobody ? null : _conversation.Id, CancellationToken.None);
    }

    /// <summary>A turn ends and is saved as answers are.</summary>
    private async Task TurnAsync(Conversation conversation, int calls, int input, int output, string responder = "agent")
    {
        await using var db = _database.Open();
        var desk = new EscalationDesk(db, _database.Clock, _database.Ids, _database.Get<JobWaker>());
        var row = new AgentTurn { Id = _database.Ids.Next(), ConversationId = conversation.Id, Responder = responder, ModelCalls = calls, InputTokens = input, OutputTokens = output, StartedUtc = _database.Clock.GetUtcNow(), EndedUtc = _database.Clock.GetUtcNow() };
        db.AgentTurns.Add(row);
        await Budgets().NoteAsync(db, desk, row, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    private async Task<List<Escalation>> CallsAsync()
    {
        await using var db = _database.Open();
        return await db.Escalations.AsNoTracking().ToListAsync();
    }

    private async Task CloseAsync()
    {
        await using var db = _database.Open();
        (await db.Escalations.SingleAsync()).Resolve("host", "Seen", _database.Clock.GetUtcNow());
        await db.SaveChangesAsync();
    }

    private sealed class Unchanging(ChatModelOptions settings) : Microsoft.Extensions.Options.IOptionsMonitor<ChatModelOptions>
    {
        public ChatModelOptions CurrentValue => settings;

        public ChatModelOptions Get(string? name) => settings;

        public IDisposable? OnChange(Action<ChatModelOptions, string?> listener) => null;
    }
}
