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

    /// <summary>What the pretended Twilio signs with and takes as password.</summary>
    public string TwilioToken { get; init; } = "";

    /// <summary>What the pretended PMS signs with.</summary>
    public required string PmsSecret { get; init; }

    /// <summary>Reads the file in the folder or makes it.</summary>
    public static RehearsalSecrets LoadOrCreate(string folder)
    {
        var file = Path.Combine(folder, "rehearsal-secrets.json");
        RehearsalSecrets? known = null;
        if (File.Exists(file))
        {
            known = JsonSerializer.Deserialize<RehearsalSecrets>(File.ReadAllText(file)) ?? throw new InvalidOperationException($"'{file}' cannot be read. Delete it; a new one is made.");
            if (known.TwilioToken.Length > 0)
            {
                return known;
            }
        }

        Directory.CreateDirectory(folder);
        var secrets = new RehearsalSecrets
        {
            SeamApiKey = known?.SeamApiKey ?? "seam_test_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            TwilioToken = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            PmsSecret = known?.PmsSecret ?? "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)),
        };
        File.WriteAllText(file, JsonSerializer.Serialize(secrets));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return secrets;
    }
}
