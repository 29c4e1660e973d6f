namespace Cendra.AgentEvals.Fuzz;

/// <summary>Throws that repeat themselves for the same numbers (SplitMix64), on every machine. Fast, and no secret depends on it.</summary>
internal sealed class Dice
{
    private ulong _state;

    /// <summary>Different numbers give different throws: the seed of a house, a round, a part of it.</summary>
    public Dice(long seed, int round = 0, int part = 0)
    {
        _state = (ulong)seed;
        _state = Next() ^ ((ulong)(uint)round << 32) ^ (uint)part;
        Next();
    }

    /// <summary>0 to <paramref name="end"/> - 1.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>From to until, both possible.</summary>
    public int Between(int from, int until) => from + Below(until - from + 1);

    /// <summary>True in so many of a hundred.</summary>
    public bool Percent(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>So many digits, the first of them no 0.</summary>
    public string Digits(int count) => string.Create(count, this, static (digits, dice) =>
    {
        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = (char)('0' + (i == 0 ? 1 + dice.Below(9) : dice.Below(10)));
        }
    });

    /// <summary>A word of these letters that no language has.</summary>
    public string Word(int letters) => string.Create(letters, this, static (word, dice) =>
    {
        for (var i = 0; i < word.Length; i++)
        {
            word[i] = "bcdfghjklmnpqrstvwxz"[dice.Below(20)];
        }
    });

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
