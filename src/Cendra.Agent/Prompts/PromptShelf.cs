using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace Cendra.Agent.Prompts;

/// <summary>
/// The words and the policy that hold now: those of the release in force. Until one is in force, and where there are none, those of the folder of <c>Prompts:Folder</c>, or of the one beside the program, each file read once.
/// Safe for many threads.
/// </summary>
public sealed class PromptShelf
{
    private readonly ConcurrentDictionary<string, PromptBook> _books = new(StringComparer.Ordinal);
    private readonly AsyncLocal<PromptRelease?> _held = new();
    private readonly Lazy<HousePolicy> _policy;
    private volatile PromptRelease? _inForce;

    /// <summary>Begins with the folder.</summary>
    public PromptShelf(IConfiguration configuration)
        : this(configuration["Prompts:Folder"] ?? Path.Combine(AppContext.BaseDirectory, "prompts"))
    {
    }

    /// <summary>Words that are not in force, to be judged.</summary>
    public PromptShelf(PromptRelease release)
        : this("") => _inForce = release;

    private PromptShelf(string folder)
    {
        Folder = folder;
        _policy = new(() => ShippedTexts.PolicyIn(folder) is { Length: > 0 } policy ? HousePolicy.Read(policy) : HousePolicy.Shipped);
    }

    /// <summary>Where an owner's files stand.</summary>
    public string Folder { get; }

    /// <summary>The release that holds for this turn; null = there is none.</summary>
    public PromptRelease? Release => _held.Value ?? _inForce;

    /// <summary>What the model may do in the whole house. Throws <see cref="PromptException"/> where there is no release and the file of the folder cannot be used.</summary>
    public HousePolicy Policy => Release?.Policy ?? _policy.Value;

    /// <summary>The file <c>{name}.md</c>. Throws <see cref="PromptException"/> when it is not there or cannot be used.</summary>
    public PromptBook Book(string name) => Release is { } release ? release.Book(name) : _books.GetOrAdd(name, Open);

    /// <summary>From now on this release holds; a turn that holds another keeps it to its end.</summary>
    public void PutInForce(PromptRelease release) => _inForce = release;

    /// <summary>
    /// What is in force now stays so for whoever called, and for all that they call, whatever is published meanwhile: an answer is made with one release. It ends with the method that called, at the latest.
    /// </summary>
    public PromptRelease? Hold() => _held.Value = _inForce;

    private PromptBook Open(string name)
    {
        var file = Path.Combine(Folder, name + ".md");
        return File.Exists(file)
            ? PromptBook.Read(name, File.ReadAllText(file).ReplaceLineEndings("\n"))
            : throw new PromptException($"'{file}' is missing. Restore it, or set Prompts:Folder to the folder that holds it.");
    }
}
