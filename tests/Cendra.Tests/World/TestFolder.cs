using System.Security.Cryptography;

namespace Cendra.Tests.World;

/// <summary>A folder of one test under the system's temporary folder; gone when disposed.</summary>
public sealed class TestFolder : IDisposable
{
    public TestFolder() => Directory.CreateDirectory(Path);

    /// <summary>Absolute path.</summary>
    public string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"cendra-test-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");

    /// <summary>A path in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
