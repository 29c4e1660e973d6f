using System.Security.Cryptography;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>Where one play keeps its rows and keys: memory that looks like a disk where the system has it, else the temporary folder. Gone when disposed.</summary>
internal sealed class PlayFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    public PlayFolder()
    {
        Path = System.IO.Path.Combine(Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath(), $"cendra-play-{Environment.ProcessId}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        Directory.CreateDirectory(Path);
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
