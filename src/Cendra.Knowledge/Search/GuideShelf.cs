namespace Cendra.Knowledge.Search;

/// <summary>Compiled guides by what they were compiled from, the last used ones. Safe for many threads.</summary>
internal sealed class GuideShelf(int mostArticles)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GuideKey, LinkedListNode<(GuideKey Key, CompiledGuide Guide)>> _byKey = [];
    private readonly LinkedList<(GuideKey Key, CompiledGuide Guide)> _lastUsedFirst = [];
    private int _articles;

    /// <summary>The articles of all guides that are kept.</summary>
    public int Articles
    {
        get
        {
            lock (_lock)
            {
                return _articles;
            }
        }
    }

    public CompiledGuide? Find(GuideKey key)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                return null;
            }

            _lastUsedFirst.Remove(node);
            _lastUsedFirst.AddFirst(node);
            return node.Value.Guide;
        }
    }

    public void Put(GuideKey key, CompiledGuide guide)
    {
        lock (_lock)
        {
            if (_byKey.ContainsKey(key))
            {
                return;
            }

            _byKey[key] = _lastUsedFirst.AddFirst((key, guide));
            _articles += Size(guide);
            while (_articles > mostArticles && _lastUsedFirst.Last is { } oldest)
            {
                _lastUsedFirst.RemoveLast();
                _byKey.Remove(oldest.Value.Key);
                _articles -= Size(oldest.Value.Guide);
            }
        }
    }

    /// <summary>An empty guide takes room too.</summary>
    private static int Size(CompiledGuide guide) => Math.Max(1, guide.Texts.Count);
}

/// <summary>The exact versions of the exact articles of a property: two are equal only where all of them are.</summary>
internal readonly struct GuideKey : IEquatable<GuideKey>
{
    private readonly Guid _property;
    private readonly IReadOnlyList<ArticleMark> _marks;
    private readonly bool _withMeaning;
    private readonly int _hash;

    public GuideKey(Guid property, IReadOnlyList<ArticleMark> marks, bool withMeaning)
    {
        (_property, _marks, _withMeaning) = (property, marks, withMeaning);
        var hash = default(HashCode);
        hash.Add(property);
        foreach (var mark in marks)
        {
            hash.Add(mark);
        }

        _hash = hash.ToHashCode();
    }

    public bool Equals(GuideKey other) => _hash == other._hash && _property == other._property && _withMeaning == other._withMeaning && _marks.SequenceEqual(other._marks);

    public override bool Equals(object? obj) => obj is GuideKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
