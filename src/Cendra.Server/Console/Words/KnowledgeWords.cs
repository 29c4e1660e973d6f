using System.Globalization;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Topics;

namespace Cendra.Server.Console.Words;

/// <summary>What is known about properties, in a host's words.</summary>
public static class KnowledgeWords
{
    private const int MostNames = 2;

    /// <summary>Where an article stands on a day.</summary>
    public static Chip ChipOf(ArticleStatus status, string hindrance, DateOnly? validUntil, DateOnly today) => status switch
    {
        ArticleStatus.Off => new("Put away", "", "eye-off"),
        ArticleStatus.Pending when hindrance.Length > 0 => new("Code left out", "risk", "triangle-alert"),
        ArticleStatus.Pending => new("Waits for you", "info", "hourglass"),
        _ when validUntil < today => new("Over", "", "clock"),
        _ => new("Approved", "ready", "circle-check"),
    };

    /// <summary>Whether an answer would hold for another guest.</summary>
    public static Chip ChipOf(CandidateKind kind) => kind switch
    {
        CandidateKind.Stable => new("Holds for others too", "ready", "circle-check"),
        CandidateKind.StaySpecific => new("This stay alone", "risk", "triangle-alert"),
        _ => new("Nobody answered yet", "info", "circle-question-mark"),
    };

    /// <summary>Name of a topic; empty where there is none.</summary>
    public static string Topic(string topic) => topic.Length == 0 ? "" : TopicBook.HostName(topic);

    /// <summary>Where it came from.</summary>
    public static string Source(ArticleSource source, string text) => source switch
    {
        ArticleSource.Reply => text.Length > 0 ? text : "From what a host answered",
        ArticleSource.Import => text.Length > 0 ? text : "From a file",
        _ => "Written here",
    };

    /// <summary>For whom it holds: "All properties", "Casa Sol and Olot", "Casa Sol, Olot and three others".</summary>
    /// <param name="isForAll">It holds for every property.</param>
    /// <param name="names">Those that the reader sees.</param>
    /// <param name="unseen">How many others there are.</param>
    public static string Scope(bool isForAll, IReadOnlyList<string> names, int unseen)
    {
        if (isForAll)
        {
            return "All properties";
        }

        var shown = names.Count + unseen <= MostNames + 1 ? names.ToList() : [.. names.Take(MostNames)];
        var others = names.Count - shown.Count + unseen;
        return (shown.Count, others) switch
        {
            (0, 0) => "No property",
            (_, > 0) => $"{string.Join(", ", shown)}{(shown.Count > 0 ? " and " : "")}{Count.Of(others, "other", "others")}",
            (1, _) => shown[0],
            _ => $"{string.Join(", ", shown.Take(shown.Count - 1))} and {shown[^1]}",
        };
    }

    /// <summary>Between which days of a stay it holds: "Always", "From 1 Jun 2027", "1 Jun 2027 to 30 Sep 2027".</summary>
    public static string Dates(DateOnly? from, DateOnly? until) => (from, until) switch
    {
        (null, null) => "Always",
        ({ } first, null) => $"From {Day(first)}",
        (null, { } last) => $"Until {Day(last)}",
        ({ } first, { } last) => $"{Day(first)} to {Day(last)}",
    };

    /// <summary>What a secret opens.</summary>
    public static string Kind(SecretKind kind) => kind switch
    {
        SecretKind.Wifi => "Wi-Fi",
        SecretKind.Lockbox => "Key box",
        SecretKind.Alarm => "Alarm",
        SecretKind.Gate => "Gate or garage",
        _ => "Something else",
    };

    /// <summary>From when guests may hear it.</summary>
    public static string Told(SecretTold told) => told == SecretTold.FromCheckIn ? "From check-in until check-out" : "With the door code, until check-out";

    /// <summary>Names in a sentence: "parking", "parking and Wi-Fi", "parking, Wi-Fi and heating"; after <paramref name="most"/> only how many more.</summary>
    public static string List(IReadOnlyList<string> names, int most)
    {
        var shown = names.Count > most ? [.. names.Take(most - 1), Count.Of(names.Count - most + 1, "more", "more")] : names;
        return shown.Count < 2 ? string.Concat(shown) : $"{string.Join(", ", shown.Take(shown.Count - 1))} and {shown[^1]}";
    }

    private static string Day(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
