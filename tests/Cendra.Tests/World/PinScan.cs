using System.Globalization;
using System.Text;
using Assert = Xunit.Assert;

namespace Cendra.Tests.World;

/// <summary>
/// Looks for the digits of a PIN in bytes and texts, in every dress in which they leak: plain, spaced, dashed, dotted, reversed, in other digits of Unicode,
/// as UTF-16, as hex and as base64 at each of its three alignments. The digits should be long enough (6) not to stand in a file by chance.
/// </summary>
public sealed class PinScan
{
    private readonly List<(string Dress, byte[] Bytes)> _dresses = [];

    public PinScan(string digits)
    {
        var reversed = new string([.. digits.Reverse()]);
        foreach (var (name, text) in new[] { ("plain", digits), ("reversed", reversed) })
        {
            Add(name, text);
            Add($"{name}, spaced", string.Join(' ', text.ToCharArray()));
            Add($"{name}, dashed", string.Join('-', text.ToCharArray()));
            Add($"{name}, dotted", string.Join('.', text.ToCharArray()));
            Add($"{name}, in halves", $"{text[..(text.Length / 2)]} {text[(text.Length / 2)..]}");
            Add($"{name}, in dashed halves", $"{text[..(text.Length / 2)]}-{text[(text.Length / 2)..]}");
        }

        Add("Arabic-Indic digits", string.Concat(digits.Select(d => (char)('\u0660' + d - '0'))));
        Add("full-width digits", string.Concat(digits.Select(d => (char)('\uFF10' + d - '0'))));
        foreach (var (name, bytes) in new[] { ("ASCII", Encoding.ASCII.GetBytes(digits)), ("UTF-16", Encoding.Unicode.GetBytes(digits)) })
        {
            Add($"hex of {name}", Convert.ToHexString(bytes));
            Add($"hex of {name}", Convert.ToHexStringLower(bytes));
            for (var alignment = 0; alignment < 3; alignment++)
            {
                Add($"base64 of {name}, alignment {alignment}", Base64Core(bytes, alignment));
            }
        }
    }

    /// <summary>Every dress found in these bytes.</summary>
    public IReadOnlyList<string> Find(ReadOnlySpan<byte> haystack)
    {
        var found = new List<string>();
        foreach (var (dress, bytes) in _dresses)
        {
            if (haystack.IndexOf(bytes) >= 0)
            {
                found.Add(dress);
            }
        }

        return found;
    }

    /// <summary>Every dress found in this text.</summary>
    public IReadOnlyList<string> Find(string text) => Find(Encoding.UTF8.GetBytes(text));

    /// <summary>Fails with the dress and the place when the digits stand in one of the texts.</summary>
    public void AssertAbsentFromTexts(IEnumerable<string> texts)
    {
        foreach (var (text, number) in texts.Select((t, i) => (t, i)))
        {
            var found = Find(text);
            Assert.True(found.Count == 0, string.Create(CultureInfo.InvariantCulture, $"Text {number} holds the PIN ({string.Join(", ", found)})."));
        }
    }

    /// <summary>
    /// Fails with the dress and the file when the digits stand in one of the files. A path that ends in <c>.db</c> brings its <c>-wal</c>, <c>-shm</c> and
    /// <c>-journal</c> along; a folder brings all its files. Nothing to read at all fails too.
    /// </summary>
    public void AssertAbsentFromFiles(params string[] paths)
    {
        var files = paths.SelectMany(Expand).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var found = Find(Read(file));
            Assert.True(found.Count == 0, $"{Path.GetFileName(file)} holds the PIN ({string.Join(", ", found)}).");
        }
    }

    private static IEnumerable<string> Expand(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
        : new[] { path }.Concat(new[] { "-wal", "-shm", "-journal" }.Select(suffix => path + suffix).Where(File.Exists));

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>The characters of base64 that depend on these bytes alone when they begin <paramref name="alignment"/> bytes into a group of three.</summary>
    private static string Base64Core(byte[] bytes, int alignment)
    {
        var encoded = Convert.ToBase64String([.. new byte[alignment], .. bytes]);
        var first = ((alignment * 8) + 5) / 6;
        var whole = (alignment + bytes.Length) * 8 / 6;
        return encoded[first..whole];
    }

    private void Add(string dress, string text)
    {
        _dresses.Add((dress, Encoding.UTF8.GetBytes(text)));
        _dresses.Add(($"{dress}, UTF-16", Encoding.Unicode.GetBytes(text)));
    }
}
