using Cendra.Domain.Access;
using Cendra.Tests.World;
using Xunit;

namespace Cendra.Tests.Access;

public sealed class KeyFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keys_are_made_once_and_stay()
    {
        var first = Open();
        var second = Open(seed: 2);
        Assert.Equal(32, first.PinHashKey.Length);
        Assert.Equal(first.PinHashKey, second.PinHashKey);
        Assert.Equal(first.AuditKey, second.AuditKey);
        Assert.NotEqual(first.PinHashKey, first.AuditKey);
        Assert.Equal(Path.Combine(first.Path, "ring"), first.RingPath);
        Assert.Empty(Directory.GetFiles(first.Path, "*.new"));
    }

    [Fact]
    public void Only_the_owner_may_read_the_folder_and_its_keys()
    {
        if (OperatingSystem.IsWindows())
        {
            // The folder inherits the rights of its parent there; file modes do not exist.
            return;
        }

        var keys = Open();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(keys.Path));
        Assert.Equal(2, Directory.GetFiles(keys.Path, "*.key").Length);
        foreach (var file in Directory.GetFiles(keys.Path))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory]
    [InlineData("pin-hash.key", 31)]
    [InlineData("audit.key", 0)]
    [InlineData("audit.key", 33)]
    public void A_key_of_the_wrong_size_is_named_and_never_replaced(string name, int size)
    {
        var file = Path.Combine(Open().Path, name);
        File.WriteAllBytes(file, new byte[size]);
        var error = Assert.Throws<InvalidOperationException>(() => Open());
        Assert.Equal($"The key file '{file}' holds {size} bytes instead of 32. Restore it from its backup.", error.Message);
        Assert.Equal(size, new FileInfo(file).Length);
    }

    [Fact]
    public void A_crash_while_a_key_is_made_leaves_nothing_that_counts_as_a_key()
    {
        Directory.CreateDirectory(_folder.File("keys"));
        File.WriteAllBytes(Path.Combine(_folder.File("keys"), "audit.key.new"), new byte[7]);
        Assert.Equal(32, Open().AuditKey.Length);
    }

    private KeyFolder Open(int seed = 1) => new(_folder.File("keys"), new SeededRandom(seed));
}
