using System.Security.Cryptography;

namespace Cendra.Domain.Access;

/// <summary>
/// The folder of keys, outside the database and its backup: the hash key of PINs, the audit key, the sealed audit heads and the data-protection ring.
/// Files are made on first use with owner-only rights. Whoever loses it loses the sealed PINs (they are read back from the locks).
/// </summary>
public sealed class KeyFolder
{
    /// <summary>Opens or creates the folder and its keys. Throws <see cref="InvalidOperationException"/> that names the file when a key has the wrong size.</summary>
    public KeyFolder(string path, RandomNumberGenerator random)
    {
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(Path);
        Restrict(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        PinHashKey = LoadOrCreate("pin-hash.key", random);
        AuditKey = LoadOrCreate("audit.key", random);
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>256 bits, for hashes of PINs.</summary>
    public byte[] PinHashKey { get; }

    /// <summary>256 bits, for the MACs of the audit chains.</summary>
    public byte[] AuditKey { get; }

    /// <summary>Where the data-protection ring lies.</summary>
    public string RingPath => System.IO.Path.Combine(Path, "ring");

    private byte[] LoadOrCreate(string name, RandomNumberGenerator random)
    {
        var file = System.IO.Path.Combine(Path, name);
        if (!File.Exists(file))
        {
            var fresh = new byte[32];
            random.GetBytes(fresh);
            var temporary = file + ".new";
            File.WriteAllBytes(temporary, fresh);
            Restrict(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Move(temporary, file);
        }

        var key = File.ReadAllBytes(file);
        return key.Length == 32
            ? key
            : throw new InvalidOperationException($"The key file '{file}' holds {key.Length} bytes instead of 32. Restore it from its backup.");
    }

    private static void Restrict(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
