using System.Text.RegularExpressions;
using Cendra.Agent;
using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Knowledge;
using Cendra.Knowledge.Topics;
using Cendra.Lifecycle.Orders;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>What a guest would be answered. Not a record: it holds what somebody typed.</summary>
public sealed class TestAnswer
{
    /// <summary>The text, with dots in the place of codes and secrets; empty = nothing would be said.</summary>
    public required string Text { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary><c>agent</c>, <c>basic-replies</c> or <c>rules</c>.</summary>
    public required string Responder { get; init; }

    /// <summary>What was looked up and done, in a host's words.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>What kept a better answer back; empty = all went its way.</summary>
    public required string Outcome { get; init; }

    /// <summary>The articles it rests on.</summary>
    public required IReadOnlyList<TurnSource> Sources { get; init; }

    /// <summary>Who answers such a question at the property now, and by which of its rules.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Why a person would be called; empty = nobody would be.</summary>
    public required string HandoverTitle { get; init; }
}

/// <summary>
/// Asks as the guest of a stay would, on the way that a real question takes: the same cleaning, the same guide, the same rules, model and checks. Nothing is stored, sent or called; where a model is
/// set, it is asked and costs what an answer costs.
/// </summary>
public sealed partial class TestBox(CendraDatabase database, GuestAnswers answers, TurnGuides guides, ModelBudgets budgets, TypedCodes typed, ReleaseInForce release, PromptShelf shelf, StayClock clock)
{
    /// <summary>The answer; null where the stay is not among those the person sees. Throws only when cancelled or the database is away.</summary>
    public async Task<TestAnswer?> AskAsync(Guid stayId, string question, Editor editor, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await StayReader.ReadAsync(db, stayId, ct) is not { } stay || !editor.Scope.Covers(stay.PropertyId))
        {
            return null;
        }

        await release.LookAsync(db, ct);
        shelf.Hold();
        await db.AnswerRules.Where(r => r.PropertyId == stay.PropertyId).LoadAsync(ct);
        var clean = await typed.CleanAsync(db, question, stay, ct);
        var language = stay.Reservation?.GuestLanguage ?? "";
        TurnLine[] lines = [new TurnLine { Author = MessageAuthor.Guest, Text = clean.Text, Typed = clean.Typed, AtUtc = clock.GetUtcNow() }];
        var reply = await answers.AnswerAsync(new GuestTurn
        {
            Stay = stay,
            Level = IdentityLevel.Attested,
            New = lines,
            Before = [],
            Budget = await budgets.OfAsync(db, conversationId: null, ct),
            OtherPlaces = await TurnGuides.OtherPlacesAsync(db, stay, ct),
            Language = language,
            AssistantDeclared = true,
            HostIsCalled = false,
            Guide = await guides.OfAsync(stay, Languages.ForReply(lines, language, stay), IdentityLevel.Attested, clock.GetUtcNow(), ct),
            Meaning = await guides.MeaningAsync(lines, IdentityLevel.Attested, ct),
            KeptTopics = shelf.Policy.Topics,
            Pins = await guides.PinsAsync(db, stay, ct),
            Room = stay.PropertyId is null ? null : await StayRoom.ReadAsync(db, stay, ct),
            NowUtc = clock.GetUtcNow(),
        }, ct);
        return new TestAnswer
        {
            Text = Token().Replace(reply.Text, "••••••"), Language = reply.Language, Responder = reply.Record.Responder, Steps = reply.Record.Steps, Outcome = reply.Record.Outcome,
            Sources = reply.Record.Sources, HandoverTitle = reply.Handover?.Title ?? "", Mode = stay.Property is { } property ? ModeOf(property, stay, clean.Text, reply) : "",
        };
    }

    private string ModeOf(Property property, Stay stay, string question, AgentReply reply)
    {
        var mode = AnswerModes.Of(property, stay, TopicBook.In(question), clock.GetUtcNow(), shelf.Policy);
        return mode.Mode == AnswerMode.Autopilot && property.FactsWait && reply.IsFromArticles ? Replying.FactsWait : mode.Why;
    }

    [GeneratedRegex(@"\[\[[a-z]+:[A-Z0-9]{1,16}\]\]", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
