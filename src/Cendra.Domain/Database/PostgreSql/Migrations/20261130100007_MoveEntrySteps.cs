using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class MoveEntrySteps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Each of them becomes one step.
            migrationBuilder.Sql("""
                INSERT INTO "EntrySteps" ("Id", "PropertyId", "DoorId", "Position", "Words", "Typing", "IfItFails", "PhotoId")
                SELECT p."Id", p."Id", NULL, 1, p."EntrySteps", '', '', NULL
                FROM "Properties" p
                WHERE p."EntrySteps" <> '';
                """);
            migrationBuilder.Sql("""
                INSERT INTO "EntrySteps" ("Id", "PropertyId", "DoorId", "Position", "Words", "Typing", "IfItFails", "PhotoId")
                SELECT d."Id", d."PropertyId", d."Id", 1, '', d."TypingSteps", '', NULL
                FROM "DoorUses" d
                WHERE d."TypingSteps" <> '';
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
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "TypingSteps",
                table: "DoorUses",
                type: "text",
                nullable: false,
                defaultValue: "");

            // In lines again. What to do if it fails and the pictures have no place there.
            migrationBuilder.Sql("""
                UPDATE "Properties"
                SET "EntrySteps" = COALESCE((SELECT string_agg(CASE WHEN s."Words" = '' THEN s."Typing" WHEN s."Typing" = '' THEN s."Words" ELSE s."Words" || chr(10) || s."Typing" END, chr(10) ORDER BY s."Position")
                FROM "EntrySteps" s WHERE s."PropertyId" = "Properties"."Id" AND s."DoorId" IS NULL), '');
                """);
            migrationBuilder.Sql("""
                UPDATE "DoorUses"
                SET "TypingSteps" = COALESCE((SELECT string_agg(CASE WHEN s."Words" = '' THEN s."Typing" WHEN s."Typing" = '' THEN s."Words" ELSE s."Words" || chr(10) || s."Typing" END, chr(10) ORDER BY s."Position")
                FROM "EntrySteps" s WHERE s."DoorId" = "DoorUses"."Id"), '');
                """);
            migrationBuilder.Sql("DELETE FROM \"EntrySteps\";");
            migrationBuilder.Sql("DELETE FROM \"EntryPhotos\";");
        }
    }
}
