//! Sentence ends: text and answer in one line, `|` where a sentence ends.

use super::*;
use crate::document::{Block, BlockKind};
use crate::lexicon::ru::morphology::Morphology;

fn check(expect: &str) {
    let text = expect.replace('|', "");
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    let document = Document { text: text.clone(), blocks: vec![block], ..Document::default() };
    let found = segment(&document, Morphology::bundled()).sentences;
    let found: Vec<&str> = found.iter().map(|sentence| sentence.span.of(&text)).collect();
    let expected: Vec<&str> = expect.split('|').map(str::trim).filter(|sentence| !sentence.is_empty()).collect();
    assert_eq!(found, expected);
}

#[test]
fn plain_ends() {
    check("Первое. |Второе! |Третье? |Четвёртое… |Пятое");
    check("Что?! |Да...");
    check("Он ушёл... и вернулся.");
    check("");
}

#[test]
fn a_date_in_figures_leads_to_what_it_dates() {
    check("Вклады составили на 1.01.04 г. 691 млн руб. |Долги выросли.");
    check("Завод работает с 1.01.04 г. |Рабочих 300.");
}

#[test]
fn a_figure_in_brackets_goes_on() {
    check("Порты юга приняли 10 млн. т. (+18,3%), порты севера — 56,9 млн. т. (-0,6%).");
    check("Собрали 10 млн. т. (98 % плана), а посеяли меньше.");
    check("Завод построен в 1944 г. |(Потом он сгорел.)");
}

#[test]
fn a_stop_behind_a_bracket_counts() {
    check("Возникли «Кровля», «Медь» (1907 г.). |В 1900–1905 гг. было более 30 синдикатов.");
    check("Их было много (30 тыс.), но не везде.");
}

#[test]
fn years_and_amounts_go_on_or_end() {
    check("11 октября 1944 г. Тувинская республика вошла в состав. |Потом было другое.");
    check("Выступил собравшийся в марте 1944 г. Пленум.");
    check("Большую роль сыграл прошедший в марте 1944 г. XII пленум.");
    check("Их число превысило 145 тыс. |К этому времени выросло и другое.");
    check("Завод построили в 1931 г. |Он дал стране сталь.");
    check("Завод построили в 1931 г. |Рабочие жили в бараках.");
    check("Закон был принят в 1936 г. Верховным Советом.");
    check("В 1942–1943 гг. Уральский завод выпустил 3 тыс. станков.");
    check("Это стоило 5 млн. рублей. |Деньги нашлись.");
    check("Обед стоил 1 руб. 20 коп. в столовой. |Ехали 2 ч. 15 мин. до города.");
    check("Зарплата достигла 54 тыс. 800 руб. в месяц. |Вывезли 2 млн. 500 тыс. пудов.");
    check("К 1 января 1940 г. 23 тыс. школ работали в сёлах.");
}

#[test]
fn abbreviations() {
    check("Завод им. Ленина, т. е. старый, стоял на ул. Мира.");
    check("Книги, тетради и т. д. |Потом были и другие. |Он взял яблоки, груши и др. |Потом ушёл.");
    check("Это было в V в. до н. э. |Потом пришли другие.");
    check("См. Приложение. |Ср. Указ от 5 мая, ст. 12 п. 5 закона.");
}

#[test]
fn initials_and_lists() {
    check("Во главе с В. В. Кузнецовым они прибыли. |Их встретил Петров А. Б. |На вокзале было тихо.");
    check("1. Первое дело.");
    check("IV. Четвёртая глава.");
}

#[test]
fn brackets_and_quotes() {
    check("Решения январского (1944 г.) Пленума приняты. |Дальше.");
    check("Закон от 8 июля 1944 г. «О мерах» был принят. |Дальше.");
    check("(Так было.) |А потом стало иначе.");
    check("«Да!» — сказал он. |«Нет».");
    check("Вышла «Наша газета». |Её читали.");
    check("Он читал роман «Что делать?» Чернышевского. |Потом уснул.");
    check("Не закрыта (скобка. |И дальше.");
}

#[test]
fn notes_are_glued_to_the_stop() {
    check("На заводах числилось 540 чел.12 |В следующем году их стало больше.");
    check("Пошлину отменили в портах.7 |Купцы вернулись.");
    check("Сдали по 30 руб.4 |Затем цена упала.");
    check("Смотрите рис.3 Схема цеха и корп.2 Больницы.");
    check("Мясо стоило 2.5 рубля.");
}

#[test]
fn lost_and_odd_spaces() {
    check("Построен новый цех завода.|Для рабочих открыли клуб.");
    check("Смотрите сайт konspekt.Ru и ул.Мира, дом 5.");
    check("Сведения взяты за 1897 г.|— Далее речь пойдёт о ценах.");
}

#[test]
fn gentlemen_regions_and_units() {
    check("Об этом писали гг. Петров и Сидоров. |Им не верили.");
    check("Дороги строили в 1890-х гг. |Купцы давали деньги.");
    check("Перепись прошла в 20 губ. Европейской России. |Её итоги известны.");
    check("Данные собраны по Вятской губ. |Остальных нет.");
    check("Вал делает 1800 об/мин. |Насос стоит рядом.");
    check("Вода нагрета до 90 °C. |Пар идёт в котёл.");
}

#[test]
fn a_verb_waits_for_its_amount() {
    check("В городах было в 1863 г. 6,1 млн. жителей.");
    check("В уезде насчитывалось в 1880 г. 312 мастерских.");
    check("Завод был пущен в 1931 г. |5 мая прошёл митинг.");
}

#[test]
fn no_ends_inside_figures_and_names() {
    check("Версия 2.5.1 и сайт konspekt.ru вышли.");
    check("В 10.30 начали. |В 12.00 кончили.");
}

#[test]
fn an_endless_sentence_is_cut_at_a_pause() {
    let text = "слово ".repeat(150) + "слово, " + &"слово ".repeat(150);
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    let document = Document { text, blocks: vec![block], ..Document::default() };
    let lengths: Vec<usize> =
        segment(&document, Morphology::bundled()).sentences.iter().map(|sentence| sentence.tokens.len()).collect();
    assert_eq!(lengths, [152, 150]);
}

#[test]
fn an_endless_sentence_is_not_cut_inside_a_figure() {
    for row in ["164,5 % ", "164,5 ", "1 312 632 школы ", "2:1 и ", "1944/45 г. "] {
        let text = row.repeat(200);
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
        let document = Document { text, blocks: vec![block], ..Document::default() };
        let sentences = segment(&document, Morphology::bundled()).sentences;
        assert!(sentences.len() > 1);
        for sentence in sentences {
            assert_eq!(sentence.span.start % row.len(), 0, "{:?}", sentence.span.of(&document.text));
        }
    }
}

#[test]
fn one_token_repeated_is_read_in_linear_time() {
    for piece in ["(", ". ", "г. А", "А. ", "«", ") ", "1. "] {
        let text = piece.repeat(200_000);
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
        let document = Document { text, blocks: vec![block], ..Document::default() };
        assert!(
            segment(&document, Morphology::bundled())
                .sentences
                .iter()
                .map(|sentence| sentence.tokens.len())
                .sum::<usize>()
                >= 200_000
        );
    }
}
