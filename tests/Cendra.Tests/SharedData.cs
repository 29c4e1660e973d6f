using System.Text.Json;

namespace Cendra.Tests;

/// <summary>Recorded answers of real servers, kept in a folder named <c>shared</c> beside the clone. They are not part of the repository.</summary>
internal static class SharedData
{
    public const string Absent = "The folder 'shared/data' with recorded answers was not found beside the clone.";

    public static string? Folder { get; } = Find();

    public static string PathTo(params string[] parts) => Path.Combine([Folder ?? throw new InvalidOperationException(Absent), .. parts]);

    public static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(PathTo(folder.Split('/')), pattern).Order(StringComparer.Ordinal);

    public static JsonElement Json(params string[] parts)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathTo(parts)));
        return document.RootElement.Clone();
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}

/// <summary>A test that needs recorded answers: skipped with the reason where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : Xunit.FactAttribute
{
    public SharedDataFactAttribute() => Skip = SharedData.Folder is null ? SharedData.Absent : null;
}
