using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cendra.Simulator.State;

/// <summary>The world's one file. A save is whole or not at all: written beside, flushed, then renamed over. Without a folder nothing is kept.</summary>
internal sealed class StateFile(string? folder)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly string? path = folder is null ? null : Path.Combine(folder, "simulator.json");

    public bool Keeps => path is not null;

    /// <summary>A state as a text, and from one.</summary>
    public static string Text(WorldState state) => JsonSerializer.Serialize(state, Json);

    /// <exception cref="JsonException">It is no text of a state.</exception>
    public static WorldState FromText(string text) => JsonSerializer.Deserialize<WorldState>(text, Json)!;

    /// <summary>Null when there is nothing to load.</summary>
    public WorldState? Load()
    {
        if (path is null || !File.Exists(path))
        {
            return null;
        }

        using var stream = File.OpenRead(path);
        return JsonSerializer.Deserialize<WorldState>(stream, Json);
    }

    public void Save(WorldState state)
    {
        if (path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".new";
        using (var stream = new FileStream(temporary, NewFile()))
        {
            JsonSerializer.Serialize(stream, state, Json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
