namespace Cendra.Server.Rehearsal.Play;

/// <summary>
/// A played house as it stood at one moment, its process ended: rows, keys, doors, phones. Houses that are opened from it go on from there, each for itself. In memory alone: it holds digits and the keys that open them.
/// </summary>
internal sealed class PlaySnapshot(DateTimeOffset atUtc, IReadOnlyDictionary<string, string?> settings, IReadOnlyDictionary<string, byte[]> files, string doors, IReadOnlyList<(string Reader, PlayTold Told)> mails)
{
    public DateTimeOffset AtUtc => atUtc;

    /// <summary>Configuration, with the paths of the house that it was.</summary>
    public IReadOnlyDictionary<string, string?> Settings => settings;

    /// <summary>The virtual world's own text.</summary>
    public string Doors => doors;

    /// <summary>What lies in the mailboxes of those whom the house wrote to.</summary>
    public IReadOnlyList<(string Reader, PlayTold Told)> Mails => mails;

    /// <summary>Reads all files below a folder.</summary>
    public static async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(string folder, CancellationToken ct)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            files[Path.GetRelativePath(folder, file)] = await File.ReadAllBytesAsync(file, ct);
        }

        return files;
    }

    /// <summary>Puts them below another.</summary>
    public async Task WriteAsync(string folder, CancellationToken ct)
    {
        foreach (var (name, bytes) in files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, bytes, ct);
        }
    }
}
