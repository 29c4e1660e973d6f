using System.Security.Cryptography;
using System.Text.Json;

namespace Cendra.Server.Rehearsal;

/// <summary>
/// The made-up world's own secrets, kept in its folder so that a signed request that worked yesterday works today. They open nothing real.
/// Not a record: its text must not print them.
/// </summary>
public sealed class RehearsalSecrets
{
    /// <summary>What the pretended Seam accepts as key.</summary>
    public required string SeamApiKey { get; init; }

    /// <summary>What the pretended PMS signs with.</summary>
    public required string PmsSecret { get; init; }

    /// <summary>Reads the file in the folder or makes it.</summary>
    public static RehearsalSecrets LoadOrCreate(string folder)
    {
        var file = Path.Combine(folder, "rehearsal-secrets.json");
        if (File.Exists(file))
        {
            return JsonSerializer.Deserialize<RehearsalSecrets>(File.ReadAllText(file))
                ?? throw new InvalidOperationException($"'{file}' cannot be read. Delete it; a new one is made.");
        }

        Directory.CreateDirectory(folder);
        var secrets = new RehearsalSecrets
        {
            SeamApiKey = "seam_test_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            PmsSecret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)),
        };
        File.WriteAllText(file, JsonSerializer.Serialize(secrets));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return secrets;
    }
}
