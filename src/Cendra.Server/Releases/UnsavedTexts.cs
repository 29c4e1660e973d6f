namespace Cendra.Server.Releases;

/// <summary>What an owner typed into texts of a draft and has not saved, each with the words that it began from: whoever goes to another text and back finds it, and whoever saves knows what they read. Of one page.</summary>
public sealed class UnsavedTexts
{
    private readonly Dictionary<TextPlace, (string From, string Words)> _typed = [];

    /// <summary>The texts with words that are not saved, in the order of their files.</summary>
    public IReadOnlyList<TextPlace> All => [.. _typed.Keys.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Key, StringComparer.Ordinal).ThenBy(p => p.Language, StringComparer.Ordinal)];

    /// <summary>What stands in the box: what was typed, else what is stored.</summary>
    public string Words(TextPlace at, string stored) => _typed.TryGetValue(at, out var typed) ? typed.Words : stored;

    /// <summary>What the words in the box began from.</summary>
    public string From(TextPlace at, string stored) => _typed.TryGetValue(at, out var typed) ? typed.From : stored;

    /// <summary>Something is typed that is not stored.</summary>
    public bool IsTyped(TextPlace at, string stored) => Words(at, stored) != stored;

    /// <summary>Somebody else stored other words than those that the typed ones began from.</summary>
    public bool IsOvertaken(TextPlace at, string stored) => IsTyped(at, stored) && From(at, stored) != stored;

    /// <summary>Somebody types.</summary>
    public void Type(TextPlace at, string stored, string words)
    {
        var from = From(at, stored);
        if (words == from && from == stored)
        {
            _typed.Remove(at);
            return;
        }

        _typed[at] = (from, words);
    }

    /// <summary>The typed words are meant in the place of those that are stored now.</summary>
    public void GoOnFrom(TextPlace at, string stored)
    {
        if (_typed.TryGetValue(at, out var typed))
        {
            _typed[at] = (stored, typed.Words);
        }
    }

    /// <summary>They are saved, or not wanted any more.</summary>
    public void Drop(TextPlace at) => _typed.Remove(at);

    /// <summary>The same for all texts of a file.</summary>
    public void DropFile(string name)
    {
        foreach (var at in _typed.Keys.Where(p => p.Name == name).ToList())
        {
            _typed.Remove(at);
        }
    }
}
