using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace Cendra.Agent.Prompts;

/// <summary>The folder of prompts: <c>Prompts:Folder</c>, or the one beside the program. Read once a file; a restart takes over what an owner changed.</summary>
public sealed class PromptShelf(IConfiguration configuration)
{
    private readonly string _folder = configuration["Prompts:Folder"] ?? Path.Combine(AppContext.BaseDirectory, "prompts");
    private readonly ConcurrentDictionary<string, PromptBook> _books = new(StringComparer.Ordinal);

    /// <summary>The file <c>{name}.md</c>. Throws <see cref="PromptException"/> when it is not there or cannot be used.</summary>
    public PromptBook Book(string name) => _books.GetOrAdd(name, Open);

    private PromptBook Open(string name)
    {
        var file = Path.Combine(_folder, name + ".md");
        return File.Exists(file)
            ? PromptBook.Read(name, File.ReadAllText(file).ReplaceLineEndings("\n"))
            : throw new PromptException($"'{file}' is missing. Restore it, or set Prompts:Folder to the folder that holds it.");
    }
}
