using System.Text.RegularExpressions;

namespace Cendra.Server.Console.Words;

/// <summary>What a piece of a message is.</summary>
public enum SpokenKind
{
    /// <summary>Plain words.</summary>
    Words,

    /// <summary>The place where digits of a door code stand when the message leaves.</summary>
    Code,

    /// <summary>The place where the guest typed digits that are a code.</summary>
    Typed,

    /// <summary>The place of anything else that is filled in when the message leaves: a password, a link.</summary>
    Filled,
}

/// <summary>A piece of a message as a screen shows it. Never digits of a code: a token stands as dots or as words.</summary>
public sealed record SpokenPart(SpokenKind Kind, string Text);

/// <summary>Texts of messages with their tokens put into a form for hosts.</summary>
public static partial class SpokenText
{
    /// <summary>What stands for a code, whatever its length.</summary>
    public const string Dots = "••• •••";

    /// <summary>What stands for digits that a guest typed.</summary>
    public const string TypedWords = "a code the guest typed";

    /// <summary>The pieces in order.</summary>
    public static IReadOnlyList<SpokenPart> Parts(string body)
    {
        var (parts, at) = (new List<SpokenPart>(), 0);
        foreach (var token in Token().EnumerateMatches(body))
        {
            Say(body[at..token.Index]);
            parts.Add(Of(body.AsSpan(token.Index + 2, token.Length - 4)));
            at = token.Index + token.Length;
        }

        Say(body[at..]);
        return parts;

        void Say(string words)
        {
            if (words.Length > 0)
            {
                parts.Add(new SpokenPart(SpokenKind.Words, words));
            }
        }
    }

    /// <summary>In one line, for lists.</summary>
    public static string Plain(string body) => string.Concat(Parts(body).Select(p => p.Text)).ReplaceLineEndings(" ").Trim();

    private static SpokenPart Of(ReadOnlySpan<char> token) => token switch
    {
        _ when token.SequenceEqual("code") || token.StartsWith("code:", StringComparison.Ordinal) => new(SpokenKind.Code, Dots),
        _ when token.StartsWith("typed", StringComparison.Ordinal) => new(SpokenKind.Typed, TypedWords),
        _ when token.StartsWith("link", StringComparison.Ordinal) || token.StartsWith("guest", StringComparison.Ordinal) => new(SpokenKind.Filled, "a link"),
        _ => new(SpokenKind.Filled, "•••"),
    };

    [GeneratedRegex(@"\[\[[^\[\]\r\n]{1,64}\]\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();
}
