using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Xunit;

namespace Cendra.Tests.Database;

/// <summary>What SQL Server would be sent, judged without one: by Microsoft's own parser and by the model checker of its deployment tools.</summary>
public sealed class SqlServerScriptTests
{
    [Fact]
    public void The_create_script_parses_and_its_model_is_valid()
    {
        var script = CreateScript();
        Assert.Empty(Errors(script));
        Assert.Empty(Validate(script));
    }

    [Fact]
    public void The_idempotent_migration_script_parses_down_to_the_strings_it_executes()
    {
        using var db = OfflineContexts.Open(DatabaseProvider.SqlServer);
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        Assert.Contains("EXEC(N'", script, StringComparison.Ordinal);
        Assert.Empty(Errors(script));
    }

    [Theory]
    [InlineData("SELECT * FROM Stays LIMIT 1")]
    [InlineData("EXEC(N'CREATE UNIQUE INDEX x ON y (z) WHERE a IS NULL OR b IS NULL')")]
    [InlineData("CREATE TABLE t (a int NOT NULL")]
    public void The_parser_finds_what_is_wrong(string script) => Assert.NotEmpty(Errors(script));

    [Theory]
    [InlineData("CREATE TABLE [t] ([a] jsonb NOT NULL)")]
    [InlineData("CREATE INDEX [x] ON [NoSuchTable] ([a])")]
    [InlineData("CREATE PROCEDURE [p] AS SELECT [NoSuchColumn] FROM [Stays]")]
    public void The_model_check_finds_what_is_wrong(string statement) => Assert.NotEmpty(Validate($"{CreateScript()}\nGO\n{statement}"));

    [Fact]
    public void The_queries_of_a_persons_scope_are_valid_there()
    {
        using var db = OfflineContexts.Open(DatabaseProvider.SqlServer);
        var scope = PropertyScope.Some([new Guid(1, 2, 3, new byte[8]), new Guid(4, 5, 6, new byte[8])]);
        string[] queries = [scope.Of(db.Properties).ToQueryString(), scope.Of(db.Stays).ToQueryString(), scope.Of(db.SmartLocks, db.DoorUses).ToQueryString()];
        var procedures = queries.Select((q, i) => $"GO\nCREATE PROCEDURE [q{i}] AS\n{q}");
        var script = $"{CreateScript()}\n{string.Join('\n', procedures)}";
        Assert.Empty(Errors(script));
        Assert.Empty(Validate(script));
    }

    private static string CreateScript()
    {
        using var db = OfflineContexts.Open(DatabaseProvider.SqlServer);
        return db.Database.GenerateCreateScript();
    }

    private static List<string> Errors(string script)
    {
        using var text = new StringReader(script);
        var fragment = new TSql160Parser(initialQuotedIdentifiers: true).Parse(text, out var errors);
        var found = errors.Select(e => $"{e.Line}: {e.Message}").ToList();
        var executed = new ExecutedStrings();
        fragment?.Accept(executed);
        return [.. found, .. executed.Texts.SelectMany(Errors)];
    }

    private static List<string> Validate(string script)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var batch in script.ReplaceLineEndings("\n").Split("\nGO\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                model.AddObjects(batch);
            }
            catch (DacModelException refused)
            {
                return [refused.Message];
            }
        }

        return [.. model.Validate().Select(m => m.ToString())];
    }

    private sealed class ExecutedStrings : TSqlFragmentVisitor
    {
        public List<string> Texts { get; } = [];

        /// <summary>A variable in it holds the quoted name of something, as EF writes them.</summary>
        public override void Visit(ExecutableStringList node) => Texts.Add(string.Concat(node.Strings.Select(s => s is StringLiteral literal ? literal.Value : "[a_name]")));
    }
}
