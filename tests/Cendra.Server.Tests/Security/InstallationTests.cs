using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Cendra.Server.Tests.Security;

public sealed class InstallationTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"cendra-place-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");

    [Fact]
    public void A_fresh_folder_without_connections_is_a_rehearsal_with_keys_of_its_own()
    {
        var here = From();
        Assert.True(here.IsRehearsal);
        Assert.Equal(Path.Combine(_folder, "data", "rehearsal"), here.DataFolder);
        Assert.Equal(Path.Combine(_folder, "data", "rehearsal", "keys"), here.KeysFolder);
    }

    [Theory]
    [InlineData("Seam:ApiKey")]
    [InlineData("Twilio:AccountSid")]
    [InlineData("Email:Imap:Host")]
    [InlineData("Email:Smtp:Host")]
    [InlineData("Pms:Connections:my-pms:Kind")]
    public void One_live_connection_makes_all_of_it_live(string key)
    {
        var here = From((key, "set"));
        Assert.False(here.IsRehearsal);
        Assert.Equal(Path.Combine(_folder, "keys"), here.KeysFolder);
    }

    [Fact]
    public void A_folder_that_was_live_once_never_rehearses_again()
    {
        From(("Seam:ApiKey", "set")).Open();
        Assert.False(From().IsRehearsal);
    }

    [Fact]
    public void A_rehearsal_before_does_not_make_the_folder_live()
    {
        From().Open();
        Assert.True(From().IsRehearsal);
    }

    [Fact]
    public void Rehearsal_can_be_switched_off() => Assert.False(From(("Rehearsal:Enabled", "false")).IsRehearsal);

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private Installation From(params (string Key, string Value)[] settings) =>
        Installation.From(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build(), _folder);
}
