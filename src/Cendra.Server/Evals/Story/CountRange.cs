using System.Globalization;

namespace Cendra.Server.Evals.Story;

/// <summary>How often something may happen.</summary>
internal sealed record CountRange(int Least, int Most)
{
    public static CountRange None { get; } = new(0, 0);

    public static CountRange AtLeastOnce { get; } = new(1, int.MaxValue);

    public bool Holds(int count) => count >= Least && count <= Most;

    /// <summary><c>1</c>, <c>0..2</c> or <c>1..</c>; null = it is no range.</summary>
    public static CountRange? Read(string text)
    {
        var parts = text.Split("..");
        return parts switch
        {
            [var one] when Number(one) is { } n => new CountRange(n, n),
            [var least, ""] when Number(least) is { } n => new CountRange(n, int.MaxValue),
            [var least, var most] when Number(least) is { } n && Number(most) is { } m && m >= n => new CountRange(n, m),
            _ => null,
        };
    }

    /// <inheritdoc />
    public override string ToString() => Least == Most ? $"{Least}" : Most == int.MaxValue ? $"at least {Least}" : $"{Least} to {Most}";

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}
