using System.Globalization;
using Cendra.Agent.Prompts;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Topics;

namespace Cendra.Agent;

/// <summary>Who answers now, and why, in a host's words.</summary>
/// <param name="Mode">Who.</param>
/// <param name="Why">By which rule: "Drafts before arrival, 08:00 to 22:00".</param>
/// <param name="IsOfTopic">A topic that the host keeps for a person decided it.</param>
public sealed record ModeDecision(AnswerMode Mode, string Why, bool IsOfTopic = false)
{
    /// <summary>Nobody knows at which property: Cendra answers as it does to strangers.</summary>
    public static ModeDecision OfNoProperty { get; } = new(AnswerMode.Autopilot, "");
}

/// <summary>
/// Decides who answers a guest: a topic that is kept for a person goes first, then the first of the property's exceptions that fits the stage of the stay and the hour on the property's wall, then the property's own
/// mode. Pure. What is said in every mode (danger, locked doors, the way in) is not asked here.
/// </summary>
public static class AnswerModes
{
    /// <summary>The mode for what was asked now. The property has its rules, and the policy of the house stands above them.</summary>
    public static ModeDecision Of(Property property, Stay stay, IReadOnlyCollection<string> topics, DateTimeOffset nowUtc, HousePolicy? policy = null)
    {
        if (policy?.Topics.FirstOrDefault(topics.Contains) is { } everywhere)
        {
            return new ModeDecision(AnswerMode.Off, $"{TopicBook.HostName(everywhere)} goes to a person in the whole house.", IsOfTopic: true);
        }

        if (Restricted(property).FirstOrDefault(topics.Contains) is { } kept)
        {
            return new ModeDecision(AnswerMode.Off, $"{TopicBook.HostName(kept)} goes to a person at this property.", IsOfTopic: true);
        }

        var (stage, at) = (StageOf(stay, property.TimeZoneId, nowUtc), TimeOnly.FromDateTime(StayWindow.LocalTime(nowUtc, property.TimeZoneId).Local));
        var rule = property.AnswerRules.OrderBy(r => r.Position).ThenBy(r => r.Id).FirstOrDefault(r => (r.Stage is null || r.Stage == stage) && IsWithin(r.FromLocal, r.UntilLocal, at));
        return rule is null ? new ModeDecision(property.AnswerMode, $"{Words(property.AnswerMode)} at this property.") : new ModeDecision(rule.Mode, $"{Words(rule.Mode)} {When(rule)}.");
    }

    /// <summary>The topics that always go to a person; ids that the book does not know are none.</summary>
    public static IReadOnlyList<string> Restricted(Property property) =>
        [.. property.RestrictedTopics.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(t => TopicBook.Find(t) is not null)];

    /// <summary>Where the stay stands, by the property's calendar and the stay's own check-out.</summary>
    public static StayStage StageOf(Stay stay, string timeZoneId, DateTimeOffset nowUtc)
    {
        var today = DateOnly.FromDateTime(StayWindow.LocalTime(nowUtc, timeZoneId).Local);
        return stay.CheckOutUtc is { } ends ? nowUtc >= ends ? StayStage.AfterCheckOut : Begun(today) : today > stay.CheckOutLocal ? StayStage.AfterCheckOut : Begun(today);

        StayStage Begun(DateOnly day) => day < stay.CheckInLocal ? StayStage.BeforeArrival : day == stay.CheckInLocal ? StayStage.ArrivalDay : StayStage.InHouse;
    }

    /// <summary>The time lies in hours that may go over midnight: the beginning counts, the end does not. Without a beginning or an end, or where both are the same, it is every hour.</summary>
    public static bool IsWithin(TimeOnly? from, TimeOnly? until, TimeOnly at) =>
        from is not { } begins || until is not { } ends || begins == ends || (begins < ends ? at >= begins && at < ends : at >= begins || at < ends);

    /// <summary>Who answers, in one or two words.</summary>
    public static string Words(AnswerMode mode) => mode switch
    {
        AnswerMode.Autopilot => "Autopilot",
        AnswerMode.Draft => "Drafts",
        AnswerMode.Off => "A person answers",
    };

    /// <summary>The stage in words that follow another: "before arrival".</summary>
    public static string Words(StayStage stage) => stage switch
    {
        StayStage.BeforeArrival => "before arrival",
        StayStage.ArrivalDay => "on the day of arrival",
        StayStage.InHouse => "in house",
        StayStage.AfterCheckOut => "after check-out",
    };

    private static string When(AnswerRule rule) => string.Join(", ", new[]
    {
        rule.Stage is { } stage ? Words(stage) : "",
        rule is { FromLocal: { } from, UntilLocal: { } until } && from != until ? string.Create(CultureInfo.InvariantCulture, $"{from:HH:mm} to {until:HH:mm}") : "",
    }.Where(w => w.Length > 0)) is { Length: > 0 } words ? words : "always";
}
