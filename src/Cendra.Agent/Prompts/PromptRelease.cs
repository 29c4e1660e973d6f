using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cendra.Agent.Models;
using Cendra.Domain.Releases;

namespace Cendra.Agent.Prompts;

/// <summary>
/// One release as it is read: what ships, with the house's own words over it. It is never changed. A text of the house that this version of Cendra cannot fill gives way to the one that ships, so that an update leaves no
/// guest without an answer.
/// </summary>
public sealed class PromptRelease
{
    private readonly ConcurrentDictionary<string, PromptBook> _books = new(StringComparer.Ordinal);
    private readonly Lazy<string> _hash;

    /// <summary>A release of these texts and this policy; an empty policy is the one that ships, and so is one that cannot be read.</summary>
    public PromptRelease(int number, IReadOnlyDictionary<string, string> texts, string policy)
    {
        (Number, Texts, PolicyText) = (number, texts, policy);
        Policy = PolicyOf(policy);
        _hash = new(() => HashOf(Effective(), Policy.Text()));
    }

    /// <summary>0 = of no installation.</summary>
    public int Number { get; }

    /// <summary>The row it was read from.</summary>
    public Guid Id { get; private init; }

    /// <summary>What differs from what ships: Markdown by name.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>The policy as it stands in the row.</summary>
    public string PolicyText { get; }

    /// <summary>What the model may do in the whole house.</summary>
    public HousePolicy Policy { get; }

    /// <summary>Of every word that a guest may read under it, and the policy: two releases with the same hash answer the same.</summary>
    public string Hash => _hash.Value;

    /// <summary>The release of a row.</summary>
    public static PromptRelease Of(Release row) => new(row.Number, TextsOf(row), row.Policy) { Id = row.Id };

    /// <summary>What differs in a row from what ships.</summary>
    public static IReadOnlyDictionary<string, string> TextsOf(Release row) => JsonSerializer.Deserialize<SortedDictionary<string, string>>(row.Texts) ?? [];

    /// <summary>The same as a row keeps it.</summary>
    public static string AsColumn(IReadOnlyDictionary<string, string> texts) =>
        JsonSerializer.Serialize(new SortedDictionary<string, string>(texts.Where(t => ShippedTexts.All.TryGetValue(t.Key, out var shipped) && shipped != t.Value).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal));

    /// <summary>The Markdown of a file as it holds here.</summary>
    public string Markdown(string name) => Texts.GetValueOrDefault(name) ?? ShippedTexts.All[name];

    /// <summary>The file <c>{name}.md</c> as it holds here. Throws <see cref="PromptException"/> where Cendra ships none of that name.</summary>
    public PromptBook Book(string name) => _books.GetOrAdd(name, Open);

    /// <summary>A model that answers guests is told something else under it than under another: in any text, in any language. Notes above the headings are told to nobody.</summary>
    public bool TellsModelOtherwise(PromptRelease other)
    {
        var (mine, theirs) = (Book(AgentPrompt.Book), other.Book(AgentPrompt.Book));
        return !mine.Keys.SelectMany(k => mine.LanguagesOf(k).Select(l => (k, l))).ToHashSet().SetEquals(theirs.Keys.SelectMany(k => theirs.LanguagesOf(k).Select(l => (k, l))))
            || mine.Keys.Any(k => mine.LanguagesOf(k).Any(l => mine.Text(l, k).Raw != theirs.Text(l, k).Raw));
    }

    /// <summary>All files, with the policy, as a folder that <c>Prompts:Folder</c> may name.</summary>
    public async Task WriteAsync(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in ShippedTexts.All.Keys)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".md"), Markdown(name), ct);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, ShippedTexts.Policy), Policy.Text(), ct);
    }

    private PromptBook Open(string name)
    {
        if (!ShippedTexts.Books.TryGetValue(name, out var shipped))
        {
            throw new PromptException($"There is no text 'prompts/{name}.md' in this version of Cendra.");
        }

        try
        {
            return Texts.TryGetValue(name, out var own) ? PromptBook.Read(name, own).Over(shipped) : shipped;
        }
        catch (PromptException)
        {
            return shipped;
        }
    }

    private IEnumerable<(string Name, string Markdown)> Effective() => ShippedTexts.All.Keys.Select(name => (name, Markdown(name)));

    private static HousePolicy PolicyOf(string policy)
    {
        try
        {
            return policy.Length == 0 ? HousePolicy.Shipped : HousePolicy.Read(policy);
        }
        catch (PromptException)
        {
            return HousePolicy.Shipped;
        }
    }

    private static string HashOf(IEnumerable<(string Name, string Markdown)> files, string policy)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files.Append((ShippedTexts.Policy, policy)))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name.Length}:{name}|{content.Length}:{content}|")); // Length before content: no two contents read the same.
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
