using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MoveEntrySteps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Each of them becomes one step.
            migrationBuilder.Sql("""
                EXEC(N'INSERT INTO [EntrySteps] ([Id], [PropertyId], [DoorId], [Position], [Words], [Typing], [IfItFails], [PhotoId])
                SELECT p.[Id], p.[Id], NULL, 1, p.[EntrySteps], '''', '''', NULL
                FROM [Properties] p
                WHERE p.[EntrySteps] <> ''''');
                """);
            migrationBuilder.Sql("""
                EXEC(N'INSERT INTO [EntrySteps] ([Id], [PropertyId], [DoorId], [Position], [Words], [Typing], [IfItFails], [PhotoId])
                SELECT d.[Id], d.[PropertyId], d.[Id], 1, '''', d.[TypingSteps], '''', NULL
                FROM [DoorUses] d
                WHERE d.[TypingSteps] <> ''''');
                """);

            migrationBuilder.DropColumn(
                name: "EntrySteps",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "TypingSteps",
                table: "DoorUses");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "EntrySteps",
                table: "Properties",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "TypingSteps",
                table: "DoorUses",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "");

            // In lines again. What to do if it fails and the pictures have no place there.
            migrationBuilder.Sql("""
                EXEC(N'UPDATE [Properties]
                SET [EntrySteps] = COALESCE((SELECT STRING_AGG(CAST(CASE WHEN s.[Words] = '''' THEN s.[Typing] WHEN s.[Typing] = '''' THEN s.[Words] ELSE s.[Words] + NCHAR(10) + s.[Typing] END AS nvarchar(max)), NCHAR(10)) WITHIN GROUP (ORDER BY s.[Position])
                FROM [EntrySteps] s WHERE s.[PropertyId] = [Properties].[Id] AND s.[DoorId] IS NULL), '''')');
                """);
            migrationBuilder.Sql("""
                EXEC(N'UPDATE [DoorUses]
                SET [TypingSteps] = COALESCE((SELECT STRING_AGG(CAST(CASE WHEN s.[Words] = '''' THEN s.[Typing] WHEN s.[Typing] = '''' THEN s.[Words] ELSE s.[Words] + NCHAR(10) + s.[Typing] END AS nvarchar(max)), NCHAR(10)) WITHIN GROUP (ORDER BY s.[Position])
                FROM [EntrySteps] s WHERE s.[DoorId] = [DoorUses].[Id]), '''')');
                """);
            migrationBuilder.Sql("EXEC(N'DELETE FROM [EntrySteps]');");
            migrationBuilder.Sql("EXEC(N'DELETE FROM [EntryPhotos]');");
        }
    }
}
