using System.Text.RegularExpressions;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>The file that an owner starts the production set with.</summary>
public sealed partial class ComposeFileTests
{
    private static readonly (string Name, string Value)[] Secrets =
    [
        ("CENDRA_DB_PASSWORD", "Made-Up-For-This-Test-1"), ("CENDRA_PUBLIC_URL", "https://cendra.example"), ("SQLSERVER_ACCEPT_EULA", "Y"),
    ];

    private static string Text => Repository.Read("docker-compose.yml");

    [Fact]
    public void The_server_is_published_on_loopback_only_and_uses_SQL_Server()
    {
        Assert.Equal(["database", "server"], Services(Text).Order());
        Expect.Nothing(PortsOnEveryAddress(Text));
        Assert.Contains("Database__Provider: SqlServer", Text, StringComparison.Ordinal);
        Assert.Contains("condition: service_healthy", Text, StringComparison.Ordinal);
        Assert.Contains("cendra-keys:", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_stands_in_the_file_and_each_missing_one_says_what_to_set()
    {
        Expect.Nothing(WrittenSecrets(Text));
        Assert.All(Secrets, secret => Assert.Contains("${" + secret.Name + ":?", Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_written_secret_or_an_open_port_is_reported()
    {
        Assert.Single(WrittenSecrets("      MSSQL_SA_PASSWORD: hunter2\n      Seam__ApiKey:\n"));
        Assert.Single(WrittenSecrets("      Cendra: Server=database;Password=hunter2;\n"));
        Assert.Equal(2, PortsOnEveryAddress("    ports:\n      - \"8080:8080\"\n      - \"0.0.0.0:1433:1433\"\n      - \"127.0.0.1:80:80\"\n").Count());
    }

    [FactWithTool("docker-compose")]
    public void Docker_compose_accepts_the_file()
    {
        var (exitCode, output) = Configure(Secrets);

        Assert.True(exitCode == 0, output);
        Assert.Contains("127.0.0.1:8080:8080", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Seam__ApiKey: ''", output, StringComparison.Ordinal);
    }

    [FactWithTool("docker-compose")]
    public void Docker_compose_names_each_secret_that_is_missing() => Assert.All(Secrets, missing =>
    {
        var (exitCode, output) = Configure(Secrets.Where(secret => secret != missing));

        Assert.NotEqual(0, exitCode);
        Assert.Contains(missing.Name, output, StringComparison.Ordinal);
        Assert.Contains("set", output, StringComparison.OrdinalIgnoreCase);
    });

    private static (int ExitCode, string Output) Configure(IEnumerable<(string Name, string Value)> secrets)
    {
        var folder = Directory.CreateTempSubdirectory("cendra-compose");
        try
        {
            var file = Path.Combine(folder.FullName, "environment");
            File.WriteAllLines(file, secrets.Select(secret => $"{secret.Name}={secret.Value}"));
            return Command.Run("docker-compose", ["-f", "docker-compose.yml", "--env-file", file, "config"], Repository.Root, [.. Secrets.Select(secret => (secret.Name, (string?)null))]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Services(string text) =>
        ServiceNames().Matches(text[text.IndexOf("\nservices:", StringComparison.Ordinal)..text.IndexOf("\nvolumes:", StringComparison.Ordinal)]).Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> PortsOnEveryAddress(string text) =>
        Ports().Matches(text).Select(match => match.Value).Where(port => !port.Contains("127.0.0.1:", StringComparison.Ordinal) && !port.Contains("${CENDRA_BIND:-127.0.0.1}:", StringComparison.Ordinal));

    private static IEnumerable<string> WrittenSecrets(string text) =>
        SecretValues().Matches(text).Select(match => match.Value).Where(line => !line.Contains("${", StringComparison.Ordinal));

    [GeneratedRegex(@"^  (?<name>[a-z][\w-]*):\s*$", RegexOptions.Multiline)]
    private static partial Regex ServiceNames();

    [GeneratedRegex("""^\s+- "[^"]*:\d+"\s*$""", RegexOptions.Multiline)]
    private static partial Regex Ports();

    [GeneratedRegex(@"^\s+\w*(?:PASSWORD|ApiKey|Secret|Token):[ \t]*\S.*$|Password=(?!\$)[^;\s]+.*$", RegexOptions.Multiline)]
    private static partial Regex SecretValues();
}
